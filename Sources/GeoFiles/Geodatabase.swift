internal import CGDAL
internal import Glibc

/// Writes a file geodatabase (FileGDB, a folder that ends in `.gdb`) with the layers and tables of a
/// GeoPackage,
/// for offices whose programs read nothing else.
///
/// It is written beside and takes its name when it is whole; an older one of that name goes.
/// - Throws: ``GeoFileError`` when the package cannot be read or the folder not be written.
public func writeGeodatabase(_ path: String, fromPackage package: String) throws(GeoFileError) {
  let source = try VectorFile(package)
  let file = try PendingFile(path)
  let temporary = file.temporary
  defer { removeFolder(temporary) }
  let (isDone, heard) = listening {
    withStringList(["-f", "OpenFileGDB", "-nlt", "CONVERT_TO_LINEAR", "-preserve_fid"]) { words in
      let options = GDALVectorTranslateOptionsNew(words, nil)
      defer { GDALVectorTranslateOptionsFree(options) }
      var sources: [GDALDatasetH?] = [source.handle]
      var failure: Int32 = 0
      let made = GDALVectorTranslate(temporary, nil, 1, &sources, options, &failure)
      GDALClose(made)
      return made != nil && failure == 0
    }
  }
  guard isDone && heard.failures.isEmpty else { throw file.failure(said: heard.failures) }
  if exists(path) {
    guard path.hasSuffix(".gdb"), VSIRmdirRecursive(path) == 0 else { throw file.failure(errno) }
  }
  try file.settle(isDurable: false)
}

/// Removes what is left of a geodatabase that was not finished.
private func removeFolder(_ path: String) {
  if exists(path) { VSIRmdirRecursive(path) }
}
