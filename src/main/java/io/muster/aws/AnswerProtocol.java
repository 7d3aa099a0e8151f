package io.muster.aws;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkResponse;

/**
 * How a protocol of AWS marks an answer as that of one operation, and the way in which it writes that a value is absent.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
public enum AnswerProtocol {
    /** EC2's: the operation's response element. */
    EC2_QUERY("ec2", (operation, body) -> XmlAnswer.read(body, operation + "Response"), XmlMembers::checkContent),

    /** IAM's and STS's: the operation's response element, and its result as the first child, which is all that the SDK reads. */
    QUERY(
            "query",
            (operation, body) -> XmlAnswer.read(body, operation + "Response", operation + "Result"),
            XmlMembers::check),

    /** AWS JSON, of KMS for example: an object, with the members of the operation's output. */
    JSON("json", (operation, body) -> JsonAnswer.read(body), (answer, body) -> JsonAnswer.check(answer)),

    /** JSON under a path of the operation's own; the body is as in {@link #JSON}. */
    REST_JSON("rest-json", JSON.own, JSON.check),

    /**
     * XML under a path of the operation's own, of CloudFront. The root element is named after the structure that the operation
     * answers with, which the SDK's type of the answer tells.
     */
    REST_XML("rest-xml", (operation, body) -> XmlAnswer.read(body), RestXmlAnswer::check),

    /** CBOR under a path that names the operation, of CloudWatch: a map, with the members of the operation's output as in JSON. */
    RPC_V2_CBOR("smithy-rpc-v2-cbor", (operation, body) -> JsonAnswer.readCbor(body), JSON.check);

    private final String sdkName;

    @SuppressWarnings("ImmutableEnumChecker") // neither function has a state, which their types cannot say
    private final BiFunction<String, byte[], OwnBody> own;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<SdkResponse, OwnBody> check;

    AnswerProtocol(String sdkName, BiFunction<String, byte[], OwnBody> own, BiConsumer<SdkResponse, OwnBody> check) {
        this.sdkName = sdkName;
        this.own = own;
        this.check = check;
    }

    /**
     * The body of a successful answer, without the elements that stand for absence.
     *
     * @throws UnreadableAnswer if the body is not a whole answer to this operation
     */
    OwnBody own(String operation, byte[] body) {
        return own.apply(operation, body);
    }

    /**
     * Checks the object that the SDK read from a successful answer, where the body alone does not tell whose it is.
     *
     * @param body the body that the SDK read
     * @throws UnreadableAnswer if it is not an answer to the operation
     */
    void check(SdkResponse answer, OwnBody body) {
        check.accept(answer, body);
    }

    /** Whether its bodies are XML; those of the others are JSON, or CBOR of the same content. */
    public boolean xml() {
        return this == EC2_QUERY || this == QUERY || this == REST_XML;
    }

    /** The protocol by the SDK's name for it. */
    static AnswerProtocol named(String sdkName) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.sdkName.equals(sdkName))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No answers of the protocol " + sdkName + " are known"));
    }
}
