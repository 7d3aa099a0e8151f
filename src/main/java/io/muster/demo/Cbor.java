package io.muster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * CBOR from and to the JSON of the same content, in which the demo cloud reads requests and writes answers.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>
 */
final class Cbor {

    static final String PROTOCOL_HEADER = "smithy-protocol";
    static final String PROTOCOL = "rpc-v2-cbor";
    static final String CONTENT_TYPE = "application/cbor";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    private Cbor() {}

    /** The CBOR of the JSON. A text that is not JSON, as faults produce it, is sent unchanged, and is no CBOR either. */
    static Buffer ofJson(String json) {
        try {
            return Buffer.buffer(CBOR.writeValueAsBytes(JSON.readTree(json)));
        } catch (JsonProcessingException none) {
            return Buffer.buffer(json);
        }
    }

    /** The JSON of a request; empty where it is no CBOR. */
    static String toJson(byte[] cbor) {
        try {
            return CBOR.readTree(cbor).toString();
        } catch (IOException none) {
            return "";
        }
    }
}
