package io.muster.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A listing operation as the SDK's types tell it.
 *
 * @param member the member of the response that is the list
 * @param items  the field of an item
 * @param item   an empty item
 * @param id     the member that identifies an item
 */
record Shape(String member, SdkField<?> items, SdkPojo item, String id) {

    private static final List<String> IDS = List.of("Id", "Arn");

    /** All lists that the operation's response has, as a rule one. */
    static List<Shape> of(Row row, Optional<String> id) {
        return row.response().sdkFields().stream()
                .flatMap(field -> Members.items(field).stream().map(items -> {
                    SdkPojo item = empty(items);
                    return new Shape(
                            field.memberName(),
                            items,
                            item,
                            id.or(() -> implied(row, item)).orElse(""));
                }))
                .toList();
    }

    /** One list of an object, whose items are identified by the member. */
    static Shape of(SdkPojo owner, String member, String id) {
        SdkField<?> items = Members.field(owner, member).flatMap(Members::items).orElseThrow();
        return new Shape(member, items, empty(items), id);
    }

    private static SdkPojo empty(SdkField<?> items) {
        return (SdkPojo) ((Buildable) items.constructor().get()).build();
    }

    /** A new builder of an item. */
    SdkPojo builder() {
        return items.constructor().get();
    }

    Class<?> type() {
        return item.getClass();
    }

    String idOf(SdkPojo resource) {
        return Members.text(resource, id).orElse("");
    }

    /** The member of which the request can name a list, or else one that is spelled like an id. */
    private static Optional<String> implied(Row row, SdkPojo item) {
        Stream<String> named = row.request().sdkFields().stream()
                .filter(field -> field.memberName().endsWith("s") && Members.textual(field))
                .flatMap(field -> counterpart(field.memberName(), item).stream());
        Stream<String> spelled = item.sdkFields().stream()
                .map(SdkField::memberName)
                .filter(name -> IDS.stream().anyMatch(name::endsWith));
        return Stream.concat(named, spelled).findFirst();
    }

    /** The member of an item that a parameter of a request is about: {@code VpcIds} is about {@code VpcId}. */
    static Optional<String> counterpart(String parameter, SdkPojo item) {
        String one = parameter.replaceFirst("(s|List)$", "");
        String type = item.getClass().getSimpleName();
        return Stream.of(parameter, one, parameter + "s", one + "Id", type + one, "Target" + one)
                .filter(name -> Members.field(item, name).isPresent())
                .findFirst();
    }
}
