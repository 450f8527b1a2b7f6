/// Where random bytes come from: the operating system in a program, a seed in a test.
///
/// Any `FnMut(&mut [u8])` is one. It must fill the whole buffer; a source that cannot deliver stops the
/// program rather than hand out weak bytes.
pub trait Entropy {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&mut self, bytes: &mut [u8]);

    /// A fresh 24-byte nonce: long enough to be drawn at random for every message under one key.
    fn nonce(&mut self) -> [u8; 24] {
        let mut nonce = [0; 24];
        self.fill(&mut nonce);
        nonce
    }
}

impl<F: FnMut(&mut [u8]) + ?Sized> Entropy for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}
