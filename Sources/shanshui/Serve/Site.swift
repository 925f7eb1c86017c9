import API
import AccountFiles
import Features
import Foundation
import Serving
import Web

/// All that `serve` answers: pages and API of accounts, and those of a registry when there is one.
struct Site {
  private let registry: ServedRegistry?
  private let library: AccountLibrary
  private let assets: StaticFiles
  private let pages: KeptPages
  /// What must be said on the terminal before anything else.
  let notice: [String]

  init(_ arguments: Arguments) throws {
    let accounts = arguments["--accounts"] ?? "out"
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: accounts, isDirectory: &isFolder), isFolder.boolValue else {
      throw UsageError(
        message: "没有核算文件夹 \(accounts)，请先 shanshui account … --out \(accounts)/名字 · there is no folder "
          + "\(accounts); make an account first: shanshui account REGION --out \(accounts)/NAME")
    }
    library = AccountLibrary(accounts, keeping: 8)
    pages = KeptPages(library)
    let folder = try Home.find(arguments).url.appending(path: "Assets").path
    assets = StaticFiles(folder)
    registry = try ServedRegistry(arguments)
    let missing =
      FileManager.default.fileExists(atPath: folder + "/bootstrap/bootstrap.min.css")
      ? [] : ["\(folder) 里缺少网页所用的库，请运行 make assets · browser libraries are missing there: run make assets"]
    notice = missing + (registry?.notice ?? [])
  }

  /// In the order in which they are tried.
  var routes: [Route] {
    let keys = registry?.keys ?? []
    let served = registry
    let pages = PublicPages(library, keys: { keys }, withdrawn: { served?.withdrawn })
    return [assets.route("/assets")] + pages.routes.map(self.pages.keeping)
      + FeatureAPI(library).routes
      + (registry?.routes ?? [])
  }

  func close() { registry?.house.close() }
}
