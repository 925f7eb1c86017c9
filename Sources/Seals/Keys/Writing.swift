internal import CSodium
internal import Glibc

/// Bytes in small hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Bytes in base64 (RFC 4648 §4) with padding.
func base64(_ bytes: [UInt8]) -> String {
  var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, 1))
  guard sodium_bin2base64(&text, text.count, bytes, bytes.count, 1) != nil else { return "" }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The bytes of a text in base64; `nil` for anything else.
func bytesOfBase64(_ text: String) -> [UInt8]? {
  let characters = text.utf8.map { CChar(bitPattern: $0) }
  var bytes = [UInt8](repeating: 0, count: characters.count)
  var count = 0
  let isDone = sodium_base642bin(&bytes, bytes.count, characters, characters.count, nil, &count, nil, 1)
  return isDone == 0 ? Array(bytes[..<count]) : nil
}

/// Writes a file that was not there, readable by its owner alone, and waits until it is on the disk.
func writeNewFile(_ bytes: [UInt8], to path: String) throws(KeyFault) {
  let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
  guard file >= 0 else { throw fault(path) }
  defer { close(file) }
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
    }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw fault(path) }
    written += count
  }
  guard fsync(file) == 0 else { throw fault(path) }
  try syncFolder(of: path)
}

/// Puts a file in the place of another at once: whoever reads sees the one or the other, whole.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(KeyFault) {
  let beside = path + ".new"
  unlink(beside)
  try writeNewFile(bytes, to: beside)
  guard rename(beside, path) == 0 else { throw fault(path) }
  try syncFolder(of: path)
}

/// All bytes of a file of at most 16 MiB.
func readFile(_ path: String, onlyByOwner: Bool) throws(KeyFault) -> [UInt8] {
  var facts = stat()
  guard stat(path, &facts) == 0 else { throw fault(path) }
  guard !onlyByOwner || facts.st_mode & 0o077 == 0 else { throw .openToOthers(path: path) }
  guard facts.st_size <= 1 << 24 else { throw .file(path: path, reason: "larger than 16 MiB") }
  var bytes: [UInt8] = []
  do {
    try readPieces(of: path) { bytes.append(contentsOf: $0) }
  } catch {
    throw .file(path: path, reason: error.reason)
  }
  return bytes
}

private func syncFolder(of path: String) throws(KeyFault) {
  let folder = path.contains("/") ? String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)) : "."
  let file = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard file >= 0 else { throw fault(path) }
  defer { close(file) }
  guard fsync(file) == 0 else { throw fault(path) }
}

func fault(_ path: String) -> KeyFault {
  .file(path: path, reason: strerror(errno).map { String(cString: $0) } ?? "\(errno)")
}

/// Takes a file away.
func removeFile(_ path: String) throws(KeyFault) {
  guard unlink(path) == 0 else { throw fault(path) }
}
