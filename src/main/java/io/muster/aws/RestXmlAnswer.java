package io.muster.aws;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * Checks REST XML answers, which the SDK reads under any root element: the root element must have the name of the structure that
 * is the body.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">AWS restXml protocol</a>
 */
final class RestXmlAnswer {

    private RestXmlAnswer() {}

    /**
     * Checks the one structure of the answer that is its body.
     *
     * @throws UnreadableAnswer if the answer is not the operation's
     */
    static void check(SdkResponse answer, OwnBody body) {
        answer.sdkFields().stream()
                .filter(member -> member.containsTrait(PayloadTrait.class))
                .map(member -> member.getValueOrDefault(answer))
                .forEach(structure -> check(structure, body));
    }

    private static void check(Object structure, OwnBody body) {
        if (!(structure instanceof SdkPojo read)
                || !read.getClass().getSimpleName().equals(body.root())) {
            throw new UnreadableAnswer("It is not the operation's");
        }
        XmlMembers.checkStructure(read, body);
    }
}
