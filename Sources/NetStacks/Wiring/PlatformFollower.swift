import Logging
import Reactor
import ServiceLifecycle
import Services

/// Takes over what people write about platforms, in the folder or in the product, while the program runs.
struct PlatformFollower: Service {
    let platforms: PlatformService
    let watch: FolderWatch?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await platforms.follow { complain($0) } }
                if let watch {
                    group.addTask { await follow(watch) }
                } else {
                    logger.warning(
                        "the folder of platforms is not watched; restart to read it anew",
                        metadata: ["folder": "\(platforms.folder)"])
                }
            }
        }
    }

    private func follow(_ watch: FolderWatch) async {
        while !Task.isCancelled {
            do {
                try await watch.next()
                try await platforms.reload()
                for trouble in platforms.troubles {
                    logger.warning("a platform is wrong", metadata: ["problem": "\(trouble.sentence)"])
                }
            } catch is ReactorError {
                return
            } catch {
                complain(error)
            }
        }
    }

    private func complain(_ error: any Error) {
        logger.warning("platforms could not be read anew", metadata: ["problem": "\(error)"])
    }
}
