package io.muster.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The members of the SDK's objects, by their names in AWS's model. Names that services share are found in either spelling,
 * because some models begin them with a lower-case letter.
 */
final class Members {

    private Members() {}

    static Optional<SdkField<?>> field(SdkPojo pojo, String name) {
        Map<String, SdkField<?>> byLocation = pojo.sdkFieldNameToField();
        SdkField<?> here = byLocation.get(name);
        return here != null && here.memberName().equals(name)
                ? Optional.of(here)
                : pojo.sdkFields().stream()
                        .filter(field -> field.memberName().equalsIgnoreCase(name))
                        .findFirst();
    }

    static Optional<Object> value(SdkPojo pojo, String name) {
        return field(pojo, name)
                .map(field -> (Object) field.getValueOrDefault(pojo))
                .filter(v -> !AnswerTree.absent(v));
    }

    static Optional<String> text(SdkPojo pojo, String name) {
        return value(pojo, name).map(Object::toString);
    }

    /** The texts of a list, or of the single value; none where it is not set. */
    static List<String> texts(SdkPojo pojo, String name) {
        return value(pojo, name)
                .map(value -> value instanceof List<?> list
                        ? list.stream().map(Object::toString).toList()
                        : List.of(value.toString()))
                .orElse(List.of());
    }

    /** Sets a member of a builder, if it has it. */
    static void set(SdkPojo builder, String name, Object value) {
        field(builder, name).ifPresent(field -> field.set(builder, value));
    }

    /** The items' field where the member is a list of objects. */
    static Optional<SdkField<?>> items(SdkField<?> field) {
        return field.getOptionalTrait(ListTrait.class)
                .<SdkField<?>>map(ListTrait::memberFieldInfo)
                .filter(item -> item.marshallingType().getKnownType() == MarshallingKnownType.SDK_POJO);
    }

    /** Whether it is a text, or a list of texts. */
    static boolean textual(SdkField<?> field) {
        return field.getOptionalTrait(ListTrait.class)
                        .<SdkField<?>>map(ListTrait::memberFieldInfo)
                        .orElse(field)
                        .marshallingType()
                        .getKnownType()
                == MarshallingKnownType.STRING;
    }
}
