package io.muster.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it arrived.
 *
 * @param query   the parameters of the URL
 * @param headers by their names in lower case
 */
record HttpCall(String method, String path, Map<String, List<String>> query, Map<String, String> headers, String body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
