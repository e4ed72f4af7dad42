import Registry
import Template

@testable import Targets

extension HandWritten {
    /// As templates/apache/virtualhost.conf.tmpl.
    mutating func apache(_ server: VirtualServer) {
        let certificate = server.certificate
        for listen in server.listens {
            out.append("\n<VirtualHost \"")
            address(listen)
            out.append("\">\n    ServerName ")
            token(server.names[0])
            out.append("\n")
            for name in server.names.dropFirst() {
                out.append("    ServerAlias ")
                token(name)
                out.append("\n")
            }
            if let certificate {
                out.append("    SSLEngine on\n    SSLCertificateFile ")
                token(certificate.certificate.bytes)
                out.append("\n    SSLCertificateKeyFile ")
                token(certificate.key.bytes)
                out.append("\n")
            }
            out.append("    ServerSignature Off\n")
            if let redirect = server.redirect {
                out.append("    AllowEncodedSlashes On\n    Redirect 308 / \"")
                quotedURL(of: redirect)
                out.append(
                    """
                    /"
                        <IfModule mod_headers.c>
                            Header always set Cache-Control no-store
                        </IfModule>

                    """)
            }
            if server.redirect == nil {
                out.append(
                    """
                        AllowEncodedSlashes NoDecode
                        <IfVersion >= 2.4.58>
                            RedirectRelative On
                        </IfVersion>

                    """)
                if server.isRootless {
                    out.append("    RedirectMatch 404 \"")
                    mountedElsewhere(server)
                    out.append("\"\n    <LocationMatch \"")
                    mountedElsewhere(server)
                    out.append(
                        """
                        ">
                                ErrorDocument 404 "${vmoodle_page_404}"
                                <IfModule mod_headers.c>
                                    Header always set Cache-Control no-store
                                </IfModule>
                            </LocationMatch>

                        """)
                }
                for mount in server.mounts {
                    let (path, state) = (mount.path, mount.host?.state ?? .enabled)
                    let platform = platforms[mount.platform]
                    if !path.isEmpty {
                        out.append("    RedirectMatch 301 \"^")
                        pattern(path)
                        out.append("$\" ")
                        directory(path[...])
                        out.append("\n")
                    }
                    if state != .enabled {
                        out.append("    AliasMatch \"")
                        extent(mount)
                        out.append("\" \"")
                        token(refusal)
                        out.append("\"\n    <LocationMatch \"")
                        extent(mount)
                        out.append("\">\n        Require all granted\n        SetEnv VMOODLE_KEY ")
                        key(of: mount)
                        out.append("\n        SetHandler ")
                        token(platform.handler)
                        out.append(
                            """

                                    ErrorDocument 503 "${vmoodle_page_503}"
                                    <IfModule mod_headers.c>
                                        Header always set Cache-Control no-store "expr=-z resp('Cache-Control')"
                                        Header always set Retry-After 
                            """)
                        out.append(300)
                        out.append(
                            """
                             "expr=%{REQUEST_STATUS} == 503 && -z resp('Retry-After')"
                                    </IfModule>
                                </LocationMatch>

                            """)
                    }
                    if state == .enabled {
                        out.append("    RedirectMatch 404 \"(?s)(?=")
                        extent(mount)
                        out.append(")")
                        pattern(path)
                        out.append(
                            "(?:(?!\\.php/).)*(?:/(?:vendor|node_modules|fixtures|behat|tests)/|/\\.(?!well-known/)|/composer\\.json\\z|\\.lock\\z|environment\\.xml|phpunit\\.xml|/db/install\\.xml|/(?:README|readme|upgrade\\.txt|UPGRADING)[^/]*\\z|\\.(?!php\\z)(?i:php)[^/]*\\z)\"\n"
                        )
                        if path.isEmpty {
                            out.append("    DocumentRoot ")
                            token(platform.documentRoot)
                            out.append("\n")
                        }
                        if !path.isEmpty {
                            out.append("    Alias ")
                            directory(path[...])
                            out.append(" ")
                            directory(platform.documentRoot[...])
                            out.append("\n")
                        }
                        out.append("    <Directory \"")
                        token(platform.documentRoot)
                        out.append(
                            """
                            ">
                                    Options FollowSymLinks
                                    AllowOverride None
                                    Require all granted
                                </Directory>
                                <LocationMatch "
                            """)
                        extent(mount)
                        out.append("\">\n        DirectoryIndex index.php\n        SetEnv VMOODLE_KEY ")
                        key(of: mount)
                        out.append("\n")
                        out.append(
                            """
                                    CGIPassAuth On
                                    SetHandler default-handler
                                    <If "%{REQUEST_URI} !~ m#/$# && -d %{REQUEST_FILENAME}">
                                        Redirect 301 "%{REQUEST_URI}/"
                                    </If>
                                    <If "%{REQUEST_FILENAME} =~ /\\.php$/ && -f %{REQUEST_FILENAME}">
                                        SetHandler 
                            """)
                        token(platform.handler)
                        out.append("\n        </If>\n")
                        out.append("    </LocationMatch>\n")
                    }
                }
            }
            out.append("</VirtualHost>\n")
        }
    }
}
