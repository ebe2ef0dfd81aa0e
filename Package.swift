// swift-tools-version:6.2
import PackageDescription

/// With EDUSH_FUZZ in the environment, `scripts/fuzz` builds the engine instrumented for a fuzzer and a memory checker.
let isFuzzing = Context.environment["EDUSH_FUZZ"] != nil

let language: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let settings: [SwiftSetting] =
  language + [
    isFuzzing
      ? .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
      : .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))
  ]

/// A room: a target in `Sources/<name>` that imports only `rooms`, system libraries and products.
func room(_ name: String, imports rooms: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: rooms, swiftSettings: settings)
}

/// The tests of one room, in `Tests/<name>Tests`, with the folders of their case files.
func tests(_ name: String, imports rooms: [Target.Dependency], cases: [String] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: rooms, exclude: cases, swiftSettings: settings)
}

/// The fuzz targets: tests that replay their seeds, or the library that `scripts/fuzz` links with the fuzzer.
let fuzz: Target = {
  let rooms: [Target.Dependency] = ["SyntaxTrees", "Script", "Query", "JSON", "Diagnostics", "Threads"]
  let (path, others) = ("Tests/Fuzz", ["Seeds", "Dictionaries"])
  return isFuzzing
    ? .target(name: "Fuzz", dependencies: rooms, path: path, exclude: others + ["Replay"], swiftSettings: settings)
    : .testTarget(
      name: "FuzzTests", dependencies: rooms, path: path, exclude: others + ["Driver"], swiftSettings: settings)
}()

let package = Package(
  name: "edush",
  products: [.executable(name: "edush", targets: ["edush"])]
    + (isFuzzing ? [.library(name: "Fuzz", type: .static, targets: ["Fuzz"])] : []),
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // System libraries, each loaded by its shim at first use.
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CLibedit", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "COniguruma", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CYAML", linkerSettings: [.linkedLibrary("dl")]),

    // 0
    // Optimised separately, so that a new commit recompiles nothing else.
    .target(
      name: "Release", exclude: ["commit"], swiftSettings: language + [.unsafeFlags(["-Xfrontend", "-disable-cmo"])],
      plugins: ["EmbedCommit"]),
    room("JSON"),
    room("Diagnostics"),
    room("Threads"),
    room("Calendar"),
    room("Width"),
    room("Hashing", imports: ["CCrypto"]),
    // 1
    room("Storage", imports: ["CSQLite"]),
    room(
      "Query",
      imports: [
        "JSON", "Diagnostics", "Threads", "Calendar", "Width", "Hashing", "COniguruma",
      ]),
    room("Terminal", imports: ["Width", "CLibedit"]),
    // 2
    room("Script", imports: ["Query", "JSON", "Diagnostics", "Threads", "Calendar"]),
    room("HTTP", imports: ["Query", "JSON", "Threads", "Calendar", "CCurl"]),
    room("Rendering", imports: ["JSON", "Diagnostics", "Width", "Calendar"]),
    // 3
    .target(
      name: "Providers",
      dependencies: ["HTTP", "JSON", "Diagnostics", "Query", "Calendar", "Hashing", "CYAML"],
      exclude: ["Manifests"], swiftSettings: settings, plugins: ["EmbedManifests"]),
    room(
      "Webhooks",
      imports: [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    // 4
    room(
      "Runner",
      imports: [
        "Providers", "Script", "HTTP", "Query", "Storage", "JSON", "Diagnostics", "Threads", "Calendar",
      ]),
    // 5
    room(
      "Shell",
      imports: [
        "Runner", "Providers", "Webhooks", "Script", "HTTP", "Rendering", "Query", "Terminal", "Storage", "JSON",
        "Diagnostics", "Threads", "Calendar", "Width", "Hashing", "Release",
      ]),
    room(
      "Sandbox",
      imports: [
        "JSON", "Storage", "Calendar", "Hashing",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    // 6
    .executableTarget(
      name: "edush",
      dependencies: [
        "Shell", "Sandbox", "Runner", "Providers", "Script", "HTTP", "Rendering", "Query", "Terminal", "JSON",
        "Diagnostics", "Threads", "Release", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings,
      // All symbols are resolved before the first line runs.
      linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"], .when(configuration: .release))]),

    // The build embeds the provider manifests and the commit.
    .executableTarget(name: "embed", path: "Sources/Embed", swiftSettings: language),
    .plugin(name: "EmbedCommit", capability: .buildTool(), dependencies: ["embed"], path: "Sources/EmbedCommit"),
    .plugin(name: "EmbedManifests", capability: .buildTool(), dependencies: ["embed"], path: "Sources/EmbedManifests"),

    tests("JSON", imports: ["JSON"]),
    // Syntax trees as text.
    .target(
      name: "SyntaxTrees", dependencies: ["Script", "Query", "JSON"], path: "Tests/SyntaxTrees", swiftSettings: settings
    ),
    tests("Query", imports: ["SyntaxTrees", "Query", "JSON", "Diagnostics", "Threads", "Calendar"]),
    fuzz,
    tests("Storage", imports: ["Storage"]),
    tests("Threads", imports: ["Threads"]),
    tests("Calendar", imports: ["Calendar"]),
    tests("Width", imports: ["Width"]),
    tests("Hashing", imports: ["Hashing"]),
    tests("HTTP", imports: ["HTTP", "Query", "JSON"]),
    tests("Rendering", imports: ["Rendering", "JSON", "Diagnostics", "Width"], cases: ["Specs"]),
    // A terminal with a screen for black-box tests, and the program that the line editor's tests drive.
    .target(name: "PseudoTerminal", path: "Tests/PseudoTerminal", swiftSettings: settings),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal"], path: "Tests/TerminalProbe", swiftSettings: settings),
    tests("Terminal", imports: ["Terminal", "PseudoTerminal", "TerminalProbe"]),
    tests("Script", imports: ["Script", "Query", "JSON", "Diagnostics"]),
    tests("Providers", imports: ["Providers", "HTTP", "Query", "JSON", "Diagnostics"]),
    tests("Webhooks", imports: ["Webhooks"]),
    tests(
      "Runner", imports: ["Runner", "Providers", "Script", "HTTP", "Query", "JSON", "Diagnostics"], cases: ["Schemas"]),
    tests("Shell", imports: ["Shell", "Script", "Query", "JSON", "Diagnostics", "Terminal"]),
    tests("Sandbox", imports: ["Sandbox", "JSON", "Hashing"]),
    tests(
      "Edush",
      imports: [
        "edush", "Shell", "Sandbox", "Providers", "Script", "HTTP", "Query", "JSON", "Hashing", "PseudoTerminal",
        "COniguruma",
      ],
      cases: ["Transcripts", "JQ", "LSP", "Specs", "Descriptions"]),
  ]
)
