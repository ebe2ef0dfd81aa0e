import JSON

/// Follows the header `Link` where nothing is known of how pages follow each other; without one that can be followed, the
/// first page is all.
struct LinkedSteps: PageSteps {
  private var steps: NextPageSteps

  init(hosts: [String]) { steps = NextPageSteps(.link, parameter: nil, hosts: hosts) }

  mutating func next(after page: Page, _ endpoint: Endpoint) throws(NoProgress) -> MeantRequest? {
    do throws(NoProgress) {
      return try steps.next(after: page, endpoint)
    } catch {
      return nil
    }
  }
}
