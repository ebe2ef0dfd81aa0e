import Glibc
import Query

/// Checks that the configuration belongs to the user. Anyone who can write to it can choose which commands run and
/// where credentials are sent.
struct Ownership {
  /// A file or folder that other users own or can write to.
  struct Fault {
    var path: String
    var message: String
    var hint: String

    var failure: Failure { Failure(.auth, message, hint: hint) }
  }

  /// The faults, in the order of the files.
  let faults: [Fault]

  /// Checks the configuration folder and the files in it that control edush.
  init(of folders: Folders) {
    let files = [folders.settings, folders.startScript, folders.credentials, folders.providers]
    faults = ([folders.configuration] + files + folders.manifests.files).compactMap(Self.fault)
  }

  private static func fault(_ path: String) -> Fault? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      return Fault(path: path, message: "\(path) belongs to another user", hint: "sudo chown $(id -un) \(path)")
    }
    let isWritable =
      status.st_mode & 0o002 != 0 || status.st_mode & 0o020 != 0 && !isOwnGroup(status.st_gid)
    guard isWritable else { return nil }
    return Fault(path: path, message: "\(path) can be written by others", hint: "chmod go-w \(path)")
  }

  /// Whether a group contains only this user, as is common on many systems.
  private static func isOwnGroup(_ group: gid_t) -> Bool {
    let user = geteuid()
    guard let entry = getpwuid(user)?.pointee else { return group == user }
    guard entry.pw_gid == group, let named = getgrgid(group)?.pointee else { return group == user }
    return strcmp(named.gr_name, entry.pw_name) == 0
  }
}
