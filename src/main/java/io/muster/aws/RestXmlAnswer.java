package io.muster.aws;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * The proof of a REST XML answer, which the SDK reads whatever its root element is called: the structure that is the body has
 * the members that the operation always gives.
 */
final class RestXmlAnswer {

    private RestXmlAnswer() {}

    /** @throws UnreadableAnswer if the answer is not the operation's */
    static void check(SdkResponse answer) {
        answer.sdkFields().stream()
                .filter(member -> member.containsTrait(PayloadTrait.class))
                .map(member -> member.getValueOrDefault(answer))
                .forEach(RestXmlAnswer::checkBody);
    }

    private static void checkBody(Object body) {
        if (!(body instanceof SdkPojo structure) || !own(structure)) {
            throw new UnreadableAnswer("It is not the operation's");
        }
    }

    /** A list or a text that must be there may be empty, which XML does not tell from absent. */
    private static boolean own(SdkPojo structure) {
        List<SdkField<?>> required = structure.sdkFields().stream()
                .filter(member -> member.containsTrait(RequiredTrait.class))
                .toList();
        return required.stream().allMatch(member -> {
            Class<?> type = member.marshallingType().getTargetClass();
            return type == List.class || type == String.class || member.getValueOrDefault(structure) != null;
        });
    }
}
