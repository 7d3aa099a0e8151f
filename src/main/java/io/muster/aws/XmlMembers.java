package io.muster.aws;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * Checks what an XML answer holds below the element that names its operation. AWS writes a list without entries as an empty element:
 * an answer that names no member at all was made by something else, and the SDK would read it as one of empty lists.
 */
final class XmlMembers {

    /** Members that say how an answer goes on, not what is in it; operations of all services share their names. */
    private static final Pattern OF_PAGES =
            Pattern.compile("(?i)(next)?(token|marker)|(is)?truncated|max(items|results)");

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

    /** {@linkplain #check Checks} the answer to an operation that gives lists or structures; an answer of single values alone may leave its value out. */
    static void checkContent(SdkPojo answer, OwnBody body) {
        if (members(answer).anyMatch(XmlMembers::holdsContent)) {
            check(answer, body);
        } else {
            requireOnce(body);
        }
    }

    /** {@linkplain #check Checks} a structure that is a body by itself; a structure of nothing but a list may leave the list out. */
    static void checkStructure(SdkPojo structure, OwnBody body) {
        if (members(structure).anyMatch(member -> tells(member) && !holdsContent(member))) {
            check(structure, body);
        } else {
            requireOnce(body);
        }
    }

    private static boolean holdsContent(SdkField<?> member) {
        return member.marshallingType() == MarshallingType.LIST || member.marshallingType() == MarshallingType.SDK_POJO;
    }

    private static boolean tells(SdkField<?> member) {
        return !OF_PAGES.matcher(member.unmarshallLocationName()).matches();
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
