fn main() {
    daymark_ui::start();
}
