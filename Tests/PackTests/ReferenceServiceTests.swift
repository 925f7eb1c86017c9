import Foundation
import Law
import Testing

/// Goal: every indicator of every pack names services of one list, the SEEA EA reference list as far as it is
/// known here: its wording was not compared with the document (docs/seea.md says so).
/// The list is that of System of Environmental-Economic Accounting—Ecosystem Accounting (2021), table 6.3.
@Suite struct ReferenceServiceTests {
  private static let list: Set<String> = [
    "crop provisioning services", "grazed biomass provisioning services", "livestock provisioning services",
    "aquaculture provisioning services", "wood provisioning services",
    "wild fish and other natural aquatic biomass provisioning services",
    "wild animals, plants and other biomass provisioning services", "genetic material services",
    "water supply", "global climate regulation services", "rainfall pattern regulation services",
    "local (micro and meso) climate regulation services", "air filtration services",
    "soil quality regulation services", "soil erosion control services", "landslide mitigation services",
    "solid waste remediation services", "water purification services", "baseline flow maintenance services",
    "peak flow mitigation services", "coastal protection services", "river flood mitigation services",
    "storm mitigation services", "noise attenuation services", "pollination services",
    "pest control services", "disease control services",
    "nursery population and habitat maintenance services", "recreation-related services",
    "visual amenity services", "education, scientific and research services",
    "spiritual, artistic and symbolic services", "ecosystem and species appreciation",
  ]

  /// Not of the list: energy of falling water is an abiotic flow, oxygen is abundant, ions are no service
  /// there, and non-use values are flows beside the services.
  private static let outside: Set<String> = [
    "supply-hydropower", "oxygen-release", "negative-ions", "non-use",
  ]

  @Test(arguments: EveryPackTests.folders)
  func `Indicators name services of the reference list, several divided by semicolons`(folder: String) throws
  {
    let directory = EveryPackTests.methods.appendingPathComponent(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    let files = try names.filter { $0.hasSuffix(".json5") }.map { name in
      (name: name, text: try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8))
    }
    let pack = try #require(PackReader.read(files: files, units: EveryPackTests().units).pack)
    // Accounts of another subject than the products of ecosystems have no such services.
    for indicator in pack.indicators where pack.head.subject == nil {
      guard let seea = indicator.seea else {
        #expect(Self.outside.contains(indicator.id), "\(indicator.id) names no service")
        continue
      }
      for service in seea.split(separator: ";").map({ $0.trimmingPrefix(" ") }) {
        #expect(Self.list.contains(String(service)), "\(indicator.id): \(service)")
      }
    }
  }
}
