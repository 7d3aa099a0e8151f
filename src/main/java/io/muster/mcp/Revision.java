package io.muster.mcp;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The two forms of the protocol that are served, told apart by each message for itself: there are no sessions.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning">Versioning and compatibility</a>
 */
enum Revision {
    /** Each message carries its version and its client's capabilities. */
    WITHOUT_HANDSHAKE,
    /** A client begins with {@code initialize}. */
    WITH_HANDSHAKE;

    private static final String NEWEST = "2026-07-28";

    /** The newest first. */
    static final List<String> HANDSHAKE_VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final List<String> VERSIONS =
            Stream.concat(Stream.of(NEWEST), HANDSHAKE_VERSIONS.stream()).toList();

    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    private static final String METHOD_HEADER = "Mcp-Method";
    private static final String NAME_HEADER = "Mcp-Name";
    private static final String BASE64 = "=?base64?";

    /**
     * The form that the message has.
     *
     * @throws RpcError for a version that is not served, and where headers and message differ
     */
    static Revision of(RpcMessage message, MultiMap headers) {
        String header = headers.get(VERSION_HEADER);
        String own = message.version();
        if (own.isEmpty() && (header == null || HANDSHAKE_VERSIONS.contains(header))) {
            return WITH_HANDSHAKE;
        }
        requireServed(own.isEmpty() ? header : own);
        if (message.isNotification()) {
            return WITHOUT_HANDSHAKE;
        }
        if (own.isEmpty() || !message.tellsCapabilities()) {
            throw new RpcError(
                    400,
                    RpcError.INVALID_PARAMS,
                    "params._meta: must hold io.modelcontextprotocol/protocolVersion and"
                            + " io.modelcontextprotocol/clientCapabilities");
        }
        require(VERSION_HEADER, header, own);
        require(METHOD_HEADER, headers.get(METHOD_HEADER), message.method());
        if (message.method().equals("tools/call")) {
            require(
                    NAME_HEADER,
                    decoded(headers.get(NAME_HEADER)),
                    message.params().path("name").asText());
        }
        return HANDSHAKE_VERSIONS.contains(own) ? WITH_HANDSHAKE : WITHOUT_HANDSHAKE;
    }

    private static void requireServed(String version) {
        if (!VERSIONS.contains(version)) {
            throw new RpcError(
                    400,
                    RpcError.UNSUPPORTED_VERSION,
                    "Unsupported protocol version",
                    Map.of("supported", VERSIONS, "requested", version));
        }
    }

    private static void require(String name, String header, String inMessage) {
        if (!inMessage.equals(header)) {
            throw new RpcError(
                    400,
                    RpcError.HEADER_MISMATCH,
                    "Header mismatch: " + name + (header == null ? " is missing" : " is not what the message says"));
        }
    }

    /** A value that is no plain ASCII comes in Base64. */
    private static String decoded(String value) {
        if (value == null || !value.startsWith(BASE64) || !value.endsWith("?=")) {
            return value;
        }
        try {
            String encoded = value.substring(BASE64.length(), value.length() - 2);
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
