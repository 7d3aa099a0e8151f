package io.muster.demo;

import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * An HTTP request as it arrived.
 *
 * @param query the parameters of the URL
 */
record HttpCall(String method, String path, MultiMap query, MultiMap headers, String body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
