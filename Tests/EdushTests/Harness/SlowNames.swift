import Foundation
import Glibc

/// A library that takes precedence over the system's and needs half a minute to look up a name.
enum SlowNames {
  struct NoCompiler: Error {}

  private static let source = """
    #include <netdb.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <unistd.h>
    int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
      static int calls;
      char path[4096];
      snprintf(path, sizeof path, "%s.new", getenv("SLOW_NAMES"));
      FILE *marker = fopen(path, "w");
      if (marker) {
        fprintf(marker, "%d %d", getpid(), ++calls);
        fclose(marker);
        rename(path, getenv("SLOW_NAMES"));
      }
      sleep(30);
      return EAI_AGAIN;
    }
    """

  /// Builds it with the compiler that built this package's C code.
  static func library(in folder: URL) throws -> String {
    let (text, library) = (folder.appending(path: "slow.c"), folder.appending(path: "slow.so"))
    try source.write(to: text, atomically: true, encoding: .utf8)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let result = try runShell(
      "clang -shared -fPIC -o \(library.path()) \(text.path()) || cc -shared -fPIC -o \(library.path()) \(text.path())",
      in: folder, environment: ["PATH": path])
    guard result.status == 0 else { throw NoCompiler() }
    return library.path()
  }
}
