import JSON

/// Follows the `Link` header if the pagination style is unknown. Without a usable link, ends after the first page.
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
