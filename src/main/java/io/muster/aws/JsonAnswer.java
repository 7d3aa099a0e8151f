package io.muster.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Checks answers in JSON or CBOR, which do not name their operation: an answer must be one whole object, and have the operation's
 * members.
 */
final class JsonAnswer {

    /** Deeper than any answer of AWS; the SDK's parser is recursive. */
    private static final int DEEPEST = 64;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    /** The SDK takes the last of two members with one name, which may be the wrong one. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonAnswer() {}

    /**
     * The answer as it is.
     *
     * @throws UnreadableAnswer if it is not exactly one JSON object
     */
    static OwnBody read(byte[] json) {
        return read(JSON, "JSON", json);
    }

    /**
     * Reads an answer in CBOR, whose map is the object.
     *
     * @throws UnreadableAnswer if it is not one CBOR map and nothing else
     */
    static OwnBody readCbor(byte[] cbor) {
        return read(CBOR, "CBOR", cbor);
    }

    private static OwnBody read(JsonFactory form, String name, byte[] body) {
        try (JsonParser parser = form.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswer("It is no " + name + " object");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new UnreadableAnswer("It goes on after its object");
            }
        } catch (IOException malformed) {
            throw new UnreadableAnswer("It is no whole " + name);
        }
        return OwnBody.plain(body);
    }

    /**
     * Checks the object that the SDK made of an answer. An operation that answers with lists, maps or structures names at least one of
     * them, empty or not; members that AWS adds to an operation do not matter.
     *
     * @throws UnreadableAnswer if no member is the operation's, or one is missing that it always has
     */
    static void check(SdkResponse answer) {
        List<SdkField<?>> members = answer.sdkFields().stream()
                .filter(member -> member.location() == MarshallLocation.PAYLOAD)
                .toList();
        List<SdkField<?>> content =
                members.stream().filter(JsonAnswer::holdsContent).toList();
        List<SdkField<?>> telling = content.isEmpty() ? members : content;
        boolean own = telling.isEmpty() || telling.stream().anyMatch(member -> isThere(member, answer));
        if (!own
                || members.stream()
                        .anyMatch(member -> member.containsTrait(RequiredTrait.class) && !isThere(member, answer))) {
            throw new UnreadableAnswer("It is not the operation's");
        }
    }

    /** Page tokens and flags are spelled alike by many operations. */
    private static boolean holdsContent(SdkField<?> member) {
        return member.marshallingType() == MarshallingType.LIST
                || member.marshallingType() == MarshallingType.MAP
                || member.marshallingType() == MarshallingType.SDK_POJO;
    }

    private static boolean isThere(SdkField<?> member, SdkResponse answer) {
        Object value = member.getValueOrDefault(answer);
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
