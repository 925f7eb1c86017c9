extension GeoFileError: CustomStringConvertible {
  /// What, where and what to do: one line of Chinese, one of English, then the library's own words.
  public var description: String {
    let (chinese, english) = texts
    let words = said.isEmpty ? "" : "\n  GDAL: " + said.joined(separator: "; ")
    return "\(file)：\(chinese)\n\(file): \(english)\(words)"
  }
}

extension GeoFileError {
  /// The texts of the fault, with advice for files that another program writes better.
  private var texts: (chinese: String, english: String) {
    let isUnread =
      switch fault {
      case .notOpened, .readFailed: true
      default: false
      }
    let name = file.lowercased()
    guard isUnread, [".xls", ".xlsx", ".xlsm", ".ods"].contains(where: name.hasSuffix) else {
      return fault.texts
    }
    if name.hasSuffix(".xls") {
      return (
        "旧版 Excel 文件（.xls）读不出，也可能不完整（复制、下载中断）；"
          + "请用 Excel 或 WPS 打开，另存为 .xlsx 或 UTF-8 的 .csv，那里也打不开就重新复制或下载",
        "an old Excel file (.xls) that cannot be read, or was cut off; "
          + "save it as .xlsx, or as .csv in UTF-8; "
          + "if Excel cannot open it either, copy or download it again"
      )
    }
    return (
      "工作簿读不出：不完整（复制、下载中断）、已损坏或有打开密码；"
        + "请用 Excel 或 WPS 打开并另存，那里也打不开就重新复制或下载",
      "a workbook that cannot be read: cut off, damaged or locked by a password; "
        + "open it in Excel and save it anew, or copy or download it again"
    )
  }

  /// What is wrong and what to do, in Chinese, on one line.
  public var chinese: String { "\(file)：\(texts.chinese)" }

  /// The same in English, with the library's own words.
  public var english: String {
    "\(file): \(texts.english)" + (said.isEmpty ? "" : " (GDAL: \(said.joined(separator: "; ")))")
  }
}

extension GeoFileFault {
  /// The text in Chinese and in English.
  var texts: (chinese: String, english: String) {
    fileTexts ?? rasterTexts ?? referenceTexts ?? tableTexts ?? writingTexts
  }

  private var fileTexts: (String, String)? {
    switch self {
    case .missing:
      ("没有这个文件；请核对路径", "there is no such file; check the path")
    case .notPermitted:
      ("没有读取权限；请修改文件权限", "may not be read; change its permissions")
    case .emptyFile:
      ("文件为空（0 字节）；请重新复制或下载", "is empty (0 bytes); copy or download it again")
    case .inUse:
      (
        "正被另一程序打开；请先在那个程序（如 QGIS）中关闭",
        "another program has it open; close it there (QGIS, for example) first"
      )
    case .notOpened(let wanted):
      (
        "不能作为\(Self.chineseName(wanted))打开：格式不支持或文件已损坏；请另存为 GeoTIFF、GeoPackage、XLSX 或 CSV",
        "cannot be opened as a \(wanted): unsupported format or damaged; "
          + "save it as GeoTIFF, GeoPackage, XLSX or CSV"
      )
    case .readFailed(let place):
      (
        "读到 \(place) 处失败，文件不完整或已损坏；请重新复制并核对大小",
        "reading failed at \(place): truncated or damaged; copy it again and compare the size"
      )
    default: nil
    }
  }

  private static func chineseName(_ wanted: String) -> String {
    ["raster": "栅格", "vector file": "矢量", "table": "表格"][wanted] ?? wanted
  }

  private var rasterTexts: (String, String)? {
    switch self {
    case .noCells(let columns, let rows):
      ("栅格没有像元（\(columns)×\(rows)）；请重新导出", "has no cells (\(columns) by \(rows)); export it again")
    case .absurdSize(let columns, let rows):
      (
        "文件头写的大小 \(columns)×\(rows) 不合常理；请核对并重新导出",
        "its header claims \(columns) by \(rows) cells, which cannot be; check and export it again"
      )
    case .absurdBlock(let bytes):
      (
        "一个存储块有 \(bytes) 字节，太大；请先分块：gdal_translate -co TILED=YES",
        "one stored block has \(bytes) bytes, too many; tile it first: gdal_translate -co TILED=YES"
      )
    case .noGeotransform:
      ("没有地理定位（原点与像元大小）；请先配准", "has no georeferencing (origin and cell size); add it first")
    case .cellsTooFine(let size):
      (
        "像元大小 \(size) 比坐标的精度还细；请核对坐标参考系与像元大小",
        "cells of \(size) are finer than its coordinates can tell; check reference system and cell size"
      )
    case .rotated:
      ("像元网格是旋转的；请先重采样为正北方向：gdalwarp", "its grid is rotated; resample it north-up first: gdalwarp")
    case .southUp:
      ("行序自南向北；请先用 gdalwarp 转为自北向南", "its rows run from south to north; turn it with gdalwarp first")
    case .complexNumbers(let band):
      ("第 \(band) 波段是复数；请取实数分量", "band \(band) holds complex numbers; export a real component")
    case .noSuchBand(let band, let has):
      ("没有第 \(band) 波段，只有 \(has) 个；请改波段号", "has no band \(band), only \(has); correct the band number")
    case .outsideRaster(let window, let size):
      ("窗口 \(window) 超出栅格 \(size)；请缩小窗口", "window \(window) exceeds the raster \(size); ask for less")
    case .notACode(let value, let column, let row):
      (
        "第 \(row) 行第 \(column) 列的值 \(value) 不是整数类别码；请核对是否选错图层",
        "value \(value) in row \(row), column \(column) is not a whole class code; is this the right layer?"
      )
    default: nil
    }
  }

  private var referenceTexts: (String, String)? {
    switch self {
    case .noCoordinateSystem:
      (
        "没有坐标参考系；请在区域文件中为该图层写明 crs，例如 \"EPSG:4490\"",
        "has no reference system; state its crs in the region file, for example \"EPSG:4490\""
      )
    case .badCoordinateSystem(let definition):
      (
        "不认识坐标参考系“\(definition)”；请用 EPSG 代码或 WKT",
        "reference system \"\(definition)\" is not known; give an EPSG code or WKT"
      )
    case .noTransformation(let from, let to):
      (
        "不能从 \(from) 换算到 \(to)；请核对坐标参考系",
        "no way from \(from) to \(to); check the reference system"
      )
    case .noOverlap(let extent, let target):
      (
        "范围 \(extent) 与区域 \(target) 不相交；请核对坐标参考系与数据",
        "its extent \(extent) does not meet the region \(target); check reference system and data"
      )
    default: nil
    }
  }

  private var writingTexts: (String, String) {
    switch self {
    case .folderMissing(let folder):
      ("文件夹 \(folder) 不存在；请先建立", "folder \(folder) does not exist; make it first")
    case .notWritable(let reason):
      ("不能写入（\(reason)）；请核对文件夹权限", "cannot be written (\(reason)); check the folder's permissions")
    case .diskFull:
      (
        "磁盘已满，未留下半个文件；请清出空间后重做",
        "the disk is full; no half file was left; make room and run again"
      )
    case .unwritableContent(let what):
      ("内容不能写入此格式：\(what)", "content does not fit the format: \(what)")
    default:
      ("出错", "failed")
    }
  }
}
