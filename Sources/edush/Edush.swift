@main
struct Edush {
  static func main() {
    print("edush")
  }
}
