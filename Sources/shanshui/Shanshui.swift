@main
struct Shanshui {
  static func main() {}
}
