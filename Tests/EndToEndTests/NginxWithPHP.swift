import Foundation
import TestSupport

extension RunningServer {
    /// php-fpm and nginx for what was built into a directory's `out`, whose platforms have the socket `fpm.sock` there.
    static func nginxWithPHP(servingFrom directory: TemporaryDirectory, on port: UInt16) throws -> [RunningServer] {
        [
            try FastCGI.start(
                on: "\(directory.path)/fpm.sock", in: directory.url.appending(path: "fpm"), hasModules: true),
            try WebServer.nginx.start(
                including: "\(directory.path)/out/current/nginx/*.conf", on: port,
                in: directory.url.appending(path: "web")),
        ]
    }
}
