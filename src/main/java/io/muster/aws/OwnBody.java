package io.muster.aws;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The body of an answer as it is passed on to the SDK, and what it says of itself.
 *
 * @param root    the name of its root element; empty where it is no XML
 * @param members the names of the elements in which an XML answer has its members, in their order, the empty ones included
 */
record OwnBody(ByteBuffer passedOn, String root, List<String> members) {

    /** One that is passed on as it is, and does not name what is in it. */
    static OwnBody plain(byte[] body) {
        return new OwnBody(ByteBuffer.wrap(body), "", List.of());
    }
}
