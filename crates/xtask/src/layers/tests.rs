use super::*;
use serde_json::json;

/// Members and their dependencies, as `(room, [(dependency, kind)])`.
fn workspace(rooms: &[(&str, &[(&str, &str)])]) -> Metadata {
    let packages: Vec<_> = rooms
        .iter()
        .map(|(name, dependencies)| {
            let dependencies: Vec<_> = dependencies
                .iter()
                .map(|(name, kind)| json!({"name": name, "kind": if kind.is_empty() { None } else { Some(kind) }}))
                .collect();
            json!({"id": format!("path+{name}"), "name": name, "dependencies": dependencies})
        })
        .collect();
    let ids: Vec<_> = rooms.iter().map(|(name, _)| format!("path+{name}")).collect();
    serde_json::from_value(json!({"packages": packages, "workspace_members": ids})).unwrap()
}

#[test]
fn a_lawful_workspace_has_no_faults() {
    let metadata = workspace(&[
        ("daymark-domain", &[("serde", "")]),
        ("daymark-api", &[("daymark-domain", "")]),
        ("daymark-ui", &[("daymark-api", ""), ("yew", "")]),
        ("daymark-store", &[("daymark-domain", ""), ("rusqlite", "")]),
    ]);
    assert_eq!(check(&metadata), Vec::<String>::new());
}

#[test]
fn a_planted_arrow_upwards_is_found() {
    let metadata = workspace(&[
        ("daymark-domain", &[]),
        ("daymark-api", &[("daymark-domain", "")]),
        ("daymark-ui", &[("daymark-api", ""), ("daymark-domain", "")]),
    ]);
    assert_eq!(check(&metadata), ["daymark-ui must not know daymark-domain"]);
}

#[test]
fn io_and_dice_are_kept_out_of_the_inner_rings() {
    let metadata =
        workspace(&[("daymark-capture", &[("tokio", ""), ("rand", "build"), ("proptest", "dev")])]);
    let faults = check(&metadata);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("rand") && faults[1].contains("tokio"));
}

#[test]
fn sql_http_and_windows_stay_in_their_rooms() {
    let metadata =
        workspace(&[("daymark-core", &[("rusqlite", ""), ("axum", ""), ("tauri-plugin-notification", "")])]);
    assert_eq!(check(&metadata).len(), 3);
    let allowed =
        workspace(&[("daymark-testkit", &[("rusqlite", "")]), ("daymark-desktop", &[("tauri", "")])]);
    assert_eq!(check(&allowed), Vec::<String>::new());
}

#[test]
fn dev_dependencies_may_point_anywhere_but_not_in_a_circle() {
    let free = workspace(&[("daymark-api", &[("daymark-crypto", "dev")]), ("daymark-crypto", &[])]);
    assert_eq!(check(&free), Vec::<String>::new());
    let circle = workspace(&[
        ("daymark-core", &[("daymark-testkit", "dev")]),
        ("daymark-testkit", &[("daymark-core", "")]),
    ]);
    let faults = check(&circle);
    assert_eq!(
        faults,
        ["a circle, counting dev-dependencies: daymark-core -> daymark-testkit -> daymark-core"]
    );
}

#[test]
fn a_new_room_asks_for_a_row() {
    let faults = check(&workspace(&[("daymark-new", &[])]));
    assert!(faults[0].contains("no row"), "{faults:?}");
}

#[test]
fn the_table_itself_points_down_only() {
    let arrows: BTreeMap<&str, BTreeSet<&str>> = ROOMS
        .iter()
        .filter(|room| room.ring != Ring::Dev)
        .map(|room| (room.name, room.may_know.iter().copied().collect()))
        .collect();
    assert_eq!(find_cycle(&arrows), None);
}
