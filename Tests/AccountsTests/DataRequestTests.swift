import Accounts
import Testing

/// Goal: a list of data asks for what the region does not have, and for nothing that is derived. Method: the
/// toy region with one input after the other open, assumed or given.
@Suite struct DataRequestTests {
  private func states(_ text: String) throws -> [String: DataRequest.Item.State] {
    let items = try Bench().study(text).dataRequests().flatMap(\.items)
    return Dictionary(items.map { ($0.name, $0.state) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `An assumed figure is asked for, with what stands in its place`() throws {
    let text = Toy.region.replacing(
      #"trips: { values: { "C": "11 人次/a" }, level: "county", source: { ref: "R" } }"#,
      with: #"trips: { values: { "C": "11 人次/a" }, level: "county", "#
        + #"source: { standing: "assumption", by: "a", on: "2026-01-01", why: "-" } }"#)
    let found = try states(text)
    #expect(found["trips"] == .assumed(value: "C 11 人次/a"))
    #expect(found["rain"] == .there)
    #expect(found["trips"]?.text.contains("待提供") == true)
  }

  @Test func `What is open is asked for`() throws {
    let text = Toy.region.replacing(
      #"rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } }"#, with: #"rain: { open: "lost" }"#)
    #expect(try states(text)["rain"] == .wanted)
  }
}
