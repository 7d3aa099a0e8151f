package io.muster.aws;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * Checks what an XML answer holds below the element that names its operation. AWS writes a list without entries as an empty element:
 * an answer that names no member at all was made by something else, and the SDK would read it as one of empty lists.
 */
final class XmlMembers {

    /** Members that say how an answer goes on, not what is in it; operations of all services share their names. */
    private static final Pattern OF_PAGES = Pattern.compile("(?i)(next)?(token|marker)|(is)?truncated");

    private XmlMembers() {}

    /**
     * Checks the object that the SDK read.
     *
     * @throws UnreadableAnswer if it names none of the members that the operation has, or one twice
     */
    static void check(SdkPojo answer, OwnBody body) {
        List<SdkField<?>> telling = members(answer)
                .filter(member ->
                        !OF_PAGES.matcher(member.unmarshallLocationName()).matches())
                .toList();
        if (!telling.isEmpty() && telling.stream().noneMatch(member -> isNamed(member, body))) {
            throw new UnreadableAnswer("It is not the operation's");
        }
        requireOnce(body);
    }

    /** The same where the operation answers with lists; one that tells of a setting may leave out all that is not set. */
    static void checkLists(SdkPojo answer, OwnBody body) {
        if (members(answer).anyMatch(member -> member.marshallingType() == MarshallingType.LIST)) {
            check(answer, body);
        } else {
            requireOnce(body);
        }
    }

    /**
     * Checks a structure that is a body by itself, whose type tells which members it always has.
     *
     * @throws UnreadableAnswer if it does not name one of them, or one twice
     */
    static void checkWhole(SdkPojo structure, OwnBody body) {
        boolean whole = structure.sdkFields().stream()
                .filter(member -> member.containsTrait(RequiredTrait.class))
                .allMatch(member -> isNamed(member, body));
        if (!whole) {
            throw new UnreadableAnswer("It is not the operation's");
        }
        requireOnce(body);
    }

    private static void requireOnce(OwnBody body) {
        if (new HashSet<>(body.members()).size() < body.members().size()) {
            throw new UnreadableAnswer("It has a member twice");
        }
    }

    private static Stream<SdkField<?>> members(SdkPojo answer) {
        return answer.sdkFields().stream().filter(member -> member.location() == MarshallLocation.PAYLOAD);
    }

    private static boolean isNamed(SdkField<?> member, OwnBody body) {
        return body.members().contains(member.unmarshallLocationName());
    }
}
