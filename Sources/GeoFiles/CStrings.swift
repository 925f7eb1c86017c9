internal import CGDAL

/// Lends a list of strings to C as GDAL's null-ended list.
func withStringList<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
  var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  for text in strings { list = CSLAddString(list, text) }
  defer { CSLDestroy(list) }
  return body(list)
}

/// Lends a list of strings to C where it promises not to change them.
func withConstantList<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  withStringList(strings) { list in
    body(UnsafeRawPointer(list)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self))
  }
}

/// The text behind a C pointer that GDAL owns; nil for a null pointer or an empty text.
func text(_ pointer: UnsafePointer<CChar>?) -> String? {
  guard let pointer, pointer.pointee != 0 else { return nil }
  return String(cString: pointer)
}
