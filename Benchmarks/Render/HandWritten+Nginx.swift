import Registry
import Template

@testable import Targets

extension HandWritten {
    /// As templates/nginx/server.conf.tmpl.
    mutating func nginx(_ server: VirtualServer) {
        let certificate = server.certificate
        out.append("\nserver {\n")
        for listen in server.listens {
            if certificate != nil {
                out.append("    listen ")
                address(listen)
                out.append(" ssl;\n")
            }
            if certificate == nil {
                out.append("    listen ")
                address(listen)
                out.append(";\n")
            }
        }
        out.append("    server_name\n")
        for name in server.names {
            out.append("        ")
            token(name)
            out.append("\n")
        }
        out.append("        ;\n")
        if let certificate {
            out.append("    ssl_certificate ")
            token(certificate.certificate.bytes)
            out.append(";\n    ssl_certificate_key ")
            token(certificate.key.bytes)
            out.append(";\n")
        }
        out.append("    absolute_redirect off;\n")
        if let redirect = server.redirect {
            out.append("    add_header Cache-Control no-store always;\n    return 308 \"")
            quotedURL(of: redirect)
            out.append("$request_uri\";\n")
        }
        if server.redirect == nil {
            if server.isRootless {
                out.append(
                    """
                        location / {
                            types { }
                            default_type text/html;
                            add_header Cache-Control no-store always;
                            return 404 $vmoodle_page_404;
                        }

                    """)
            }
            for mount in server.mounts {
                let (path, state) = (mount.path, mount.host?.state ?? .enabled)
                let platform = platforms[mount.platform]
                if !path.isEmpty {
                    out.append("    location = ")
                    token(path)
                    out.append(" {\n        return 301 \"")
                    directory(path[...])
                    out.append("$is_args$args\";\n    }\n")
                }
                out.append("    location ^~ ")
                directory(path[...])
                out.append(" {\n")
                if state != .enabled {
                    out.append("        error_page 413 502 504 = \"@vmoodle")
                    directory(path[...])
                    out.append("\";\n        fastcgi_pass ")
                    token(platform.fastcgi)
                    out.append(
                        """
                        ;
                                fastcgi_pass_request_body off;
                                fastcgi_split_path_info "^(.+?\\.php)(/.*)$";
                                fastcgi_param VMOODLE_KEY 
                        """)
                    key(of: mount)
                    out.append(";\n        fastcgi_param SCRIPT_FILENAME ")
                    token(refusal)
                    out.append(
                        """
                        ;
                                fastcgi_param SCRIPT_NAME $fastcgi_script_name;
                                fastcgi_param REQUEST_URI $request_uri;
                                fastcgi_param REQUEST_METHOD $request_method;
                                fastcgi_param HTTP_HOST $http_host;
                                fastcgi_param HTTP_PROXY "";
                                fastcgi_param SERVER_PROTOCOL $server_protocol;
                                fastcgi_param SERVER_NAME $server_name;
                                fastcgi_param GATEWAY_INTERFACE CGI/1.1;
                                fastcgi_param REMOTE_ADDR $remote_addr;
                                fastcgi_param REDIRECT_STATUS 200;

                        """)
                }
                if state == .enabled {
                    out.append("        alias ")
                    directory(platform.documentRoot[...])
                    out.append(";\n        index index.php;\n        client_max_body_size ")
                    out.append(1 << 30)
                    out.append(";\n")
                    out.append("\n        location ~ \"(?s)^")
                    pattern(path)
                    out.append(
                        """
                        (?:(?!\\.php/).)*(?:/(?:vendor|node_modules|fixtures|behat|tests)/|/\\.(?!well-known/)|/composer\\.json\\z|\\.lock\\z|environment\\.xml|phpunit\\.xml|/db/install\\.xml|/(?:README|readme|upgrade\\.txt|UPGRADING)[^/]*\\z|\\.(?!php\\z)(?i:php)[^/]*\\z)" {
                                    return 404;
                                }
                                location ~ "(?s)^
                        """)
                    pattern(path)
                    out.append("(?<vmoodle_script>/.*?[^/]\\.php)(?<vmoodle_info>/.*)?\\z\" {\n            if (!-f \"")
                    token(platform.documentRoot)
                    out.append(
                        """
                        $vmoodle_script") {
                                        return 404;
                                    }
                                    fastcgi_pass 
                        """)
                    token(platform.fastcgi)
                    out.append(";\n            fastcgi_param VMOODLE_KEY ")
                    key(of: mount)
                    out.append(";\n            fastcgi_param SCRIPT_FILENAME \"")
                    token(platform.documentRoot)
                    out.append("$vmoodle_script\";\n            fastcgi_param SCRIPT_NAME \"")
                    token(path)
                    out.append(
                        "$vmoodle_script\";\n            fastcgi_param PATH_INFO $vmoodle_info;\n            fastcgi_param DOCUMENT_ROOT "
                    )
                    token(platform.documentRoot)
                    out.append(
                        """
                        ;
                                    fastcgi_param DOCUMENT_URI $document_uri;
                                    fastcgi_param REQUEST_URI $request_uri;
                                    fastcgi_param REQUEST_METHOD $request_method;
                                    fastcgi_param REQUEST_SCHEME $scheme;
                                    fastcgi_param HTTPS $https if_not_empty;
                                    fastcgi_param HTTP_HOST $http_host;
                                    fastcgi_param HTTP_PROXY "";
                                    fastcgi_param QUERY_STRING $query_string;
                                    fastcgi_param CONTENT_TYPE $content_type;
                                    fastcgi_param CONTENT_LENGTH $content_length;
                                    fastcgi_param SERVER_PROTOCOL $server_protocol;
                                    fastcgi_param SERVER_NAME $server_name;
                                    fastcgi_param SERVER_ADDR $server_addr;
                                    fastcgi_param SERVER_PORT $server_port;
                                    fastcgi_param SERVER_SOFTWARE nginx;
                                    fastcgi_param GATEWAY_INTERFACE CGI/1.1;
                                    fastcgi_param REMOTE_ADDR $remote_addr;
                                    fastcgi_param REMOTE_PORT $remote_port;
                                    fastcgi_param REMOTE_USER $remote_user;
                                    fastcgi_param REDIRECT_STATUS 200;
                                }
                                location ~ "(?s)^
                        """)
                    pattern(path)
                    out.append("(?<vmoodle_directory>/(?:.*/)?)\\z\" {\n            if (!-f \"")
                    token(platform.documentRoot)
                    out.append(
                        """
                        ${vmoodle_directory}index.php") {
                                        return 404;
                                    }
                                }

                        """)
                }
                out.append("    }\n")
                if state != .enabled {
                    out.append("    location \"@vmoodle")
                    directory(path[...])
                    out.append(
                        """
                        " {
                                types { }
                                default_type text/html;
                                add_header Cache-Control no-store always;

                        """)
                    if state == .maintenance {
                        out.append("        add_header Retry-After ")
                        out.append(300)
                        out.append(" always;\n        return 503 $vmoodle_page_503;\n")
                    }
                    if state == .disabled {
                        out.append("        return 403 $vmoodle_page_403;\n")
                    }
                    if state == .archived {
                        out.append("        return 410 $vmoodle_page_410;\n")
                    }
                    out.append("    }\n")
                }
            }
        }
        out.append("}\n")
    }
}
