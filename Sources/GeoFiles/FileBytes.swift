internal import Glibc

/// All bytes of a file.
///
/// - Parameter limit: At most so many from its start.
func readBytes(_ path: String, limit: Int = .max) throws(GeoFileError) -> [UInt8] {
  guard let stream = fopen(path, "rb") else {
    throw GeoFileError(path, errno == EACCES ? .notPermitted : .missing)
  }
  defer { fclose(stream) }
  let size = min(sizeOfFile(path), limit)
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, stream)
  }
  guard bytes.count == size else { throw GeoFileError(path, .readFailed(place: "byte \(bytes.count)")) }
  return bytes
}

/// The size of a file in bytes; 0 when there is none.
func sizeOfFile(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}
