package io.muster.mcp;

import jakarta.annotation.Nullable;
import java.util.Map;

/**
 * A message that is refused by the protocol: the error of a JSON-RPC answer, with the HTTP status that carries it.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes">Error codes</a>
 */
final class RpcError extends RuntimeException {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;

    private final int httpStatus;
    private final int code;
    private final transient Map<String, Object> about;

    RpcError(int httpStatus, int code, String message) {
        this(httpStatus, code, message, null);
    }

    RpcError(int httpStatus, int code, String message, @Nullable Map<String, Object> about) {
        super(message);
        this.httpStatus = httpStatus;
        this.code = code;
        this.about = about;
    }

    int httpStatus() {
        return httpStatus;
    }

    int code() {
        return code;
    }

    /** The member {@code data} of the error; null where it has none. */
    @Nullable
    Map<String, Object> about() {
        return about;
    }
}
