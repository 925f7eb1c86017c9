import Simulation
import Testing

private let sector = SimulatedDisk.sector

@Suite struct DiskTests {
  @Test func `What was synced survives every crash`() throws {
    for seed in UInt64(1)...200 {
      var (chance, disk) = (Chance(seed: seed), SimulatedDisk(capacity: 10_000))
      try disk.append([UInt8](repeating: 7, count: 3 * sector + 5))
      disk.sync()
      try disk.append([UInt8](repeating: 9, count: 2 * sector))
      disk.crash(&chance)
      #expect(disk.visible.starts(with: [UInt8](repeating: 7, count: 3 * sector + 5)))
      #expect(disk.visible == disk.durable)
    }
  }

  @Test func `Unsynced sectors are lost, torn, and kept behind lost ones`() throws {
    var (lost, kept, torn, reordered) = (0, 0, 0, 0)
    for seed in UInt64(1)...400 {
      var (chance, disk) = (Chance(seed: seed), SimulatedDisk(capacity: 10_000))
      try disk.append([UInt8](repeating: 1, count: sector) + [UInt8](repeating: 2, count: sector))
      disk.crash(&chance)
      let ones = disk.visible.filter { $0 == 1 }.count
      let twos = disk.visible.filter { $0 == 2 }.count
      if ones == 0, twos == 0 { lost += 1 }
      if ones == sector, twos == sector { kept += 1 }
      if ones > 0, ones < sector { torn += 1 }
      if ones == 0, twos > 0 { reordered += 1 }
    }
    #expect([lost, kept, torn, reordered].allSatisfy { $0 > 10 })
  }

  @Test func `After a failed sync the next one saves nothing that was lost`() throws {
    var lost = 0
    for seed in UInt64(1)...100 {
      var (chance, disk) = (Chance(seed: seed), SimulatedDisk(capacity: 10_000))
      try disk.append([UInt8](repeating: 1, count: 2 * sector))
      disk.failSync(&chance)
      disk.crash(&chance)
      if disk.visible != [UInt8](repeating: 1, count: 2 * sector) { lost += 1 }
    }
    #expect(lost > 20)
  }

  @Test func `A full disk takes a part and says so`() {
    var disk = SimulatedDisk(capacity: 10)
    #expect(throws: DiskFault.full) { try disk.append([UInt8](repeating: 1, count: 11)) }
    #expect(disk.visible.count == 10)
  }

  @Test func `Rot turns one bit`() throws {
    var (chance, disk) = (Chance(seed: 3), SimulatedDisk(capacity: 100))
    #expect(disk.rot(&chance) == nil)
    try disk.append([0, 0, 0, 0])
    disk.sync()
    let spoilt = disk.rot(&chance)
    let place = try #require(spoilt)
    #expect(disk.visible[place].nonzeroBitCount == 1)
    #expect(disk.visible.reduce(0) { $0 + $1.nonzeroBitCount } == 1)
  }
}
