/// The languages of pads and questions. The document mentions a list but does not contain it; this is the union of
/// public ones.
enum CoderPadLanguages {
  static func check(_ language: String) throws -> String {
    guard all.contains(language) else { throw Refusal(400, "CoderPad does not support the language \(language)") }
    return language
  }

  /// The initial code of a new pad.
  static func example(_ language: String) -> String { examples[language] ?? "" }

  static let common = [
    "python", "javascript", "ruby", "java", "cpp", "typescript", "go", "postgresql", "swift", "rust",
  ]

  private static let examples = [
    "python": "print('Hello, World!')\n", "python3": "print('Hello, World!')\n", "ruby": "puts 'Hello, World!'\n",
    "javascript": "console.log('Hello, World!');\n", "typescript": "console.log('Hello, World!');\n",
    "swift": "print(\"Hello, World!\")\n", "go": "package main\n\nfunc main() {\n  println(\"Hello, World!\")\n}\n",
    "rust": "fn main() {\n  println!(\"Hello, World!\");\n}\n", "postgresql": "SELECT 'Hello, World!';\n",
    "java": "class Solution {\n  public static void main(String[] args) {\n  }\n}\n",
    "cpp": "#include <iostream>\n\nint main() {\n  std::cout << \"Hello, World!\";\n}\n",
  ]

  private static let all = Set(
    """
    angular bash c clojure coffeescript cpp csharp dart django elixir erlang fsharp gin go gsheets hack haskell html \
    java javascript julia kotlin kubernetes lua markdown multifile_c multifile_cpp multifile_csharp multifile_go \
    multifile_java multifile_kotlin multifile_php multifile_python multifile_ruby multifile_rust multifile_scala \
    multifile_swift multifile_terraform multifile_typescript mysql nextjs node nodejs objc ocaml perl php plaintext \
    postgresql powershell python python3 r rails react react-native-web ruby rust scala solidity spring svelte swift \
    tcl typescript universal vb verilog vue
    """.split(separator: " ").map { String($0) })
}
