package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The filters of a call: name and values, where names are members of the items in lower case with dashes, dots lead into
 * nested ones, and {@code tag:} before a key means the tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html">Filter</a>
 */
final class Filters {

    private static final List<String> NAMES = List.of("Name", "Key");
    private static final String TAG = "tag:";

    private Filters() {}

    /**
     * The condition of all filters together.
     *
     * @param item an empty one, by which a filter of no such member is refused
     */
    static Predicate<SdkPojo> of(Call call, Object filters, SdkPojo item) {
        List<Predicate<SdkPojo>> all = new ArrayList<>();
        for (Object filter : (List<?>) filters) {
            String name = NAMES.stream()
                    .flatMap(member -> Members.text((SdkPojo) filter, member).stream())
                    .findFirst()
                    .orElse("");
            List<String> path = path(name, item)
                    .orElseThrow(
                            () -> call.refusals().invalid("The demo cloud does not know the filter '" + name + "'"));
            Pattern values = Pattern.compile(Members.texts((SdkPojo) filter, "Values").stream()
                    .map(Filters::expression)
                    .collect(Collectors.joining("|")));
            all.add(
                    name.startsWith(TAG)
                            ? one -> texts(tagged(one, name.substring(TAG.length())), List.of("Value"))
                                    .anyMatch(values.asMatchPredicate())
                            : one -> texts(Stream.of(one), path).anyMatch(values.asMatchPredicate()));
        }
        return one -> all.stream().allMatch(filter -> filter.test(one));
    }

    private static Optional<List<String>> path(String name, SdkPojo item) {
        if (name.startsWith(TAG)) {
            return Members.field(item, "Tags").map(tags -> List.of("Tags"));
        }
        List<String> path = new ArrayList<>();
        Optional<SdkPojo> at = Optional.of(item);
        for (String step : name.split("\\.", -1)) {
            Optional<SdkField<?>> field = at.flatMap(pojo -> member(step, pojo));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            path.add(field.get().memberName());
            at = Members.items(field.get())
                    .or(() -> field)
                    .filter(nested -> nested.constructor() != null)
                    .map(nested -> (SdkPojo) ((Buildable) nested.constructor().get()).build());
        }
        return Optional.of(path);
    }

    private static Optional<SdkField<?>> member(String step, SdkPojo pojo) {
        String name = step.replace("-", "");
        return pojo.sdkFields().stream()
                .<SdkField<?>>map(field -> field)
                .filter(field -> field.memberName().toLowerCase(Locale.ROOT).matches(Pattern.quote(name) + "(e?s)?"))
                .findFirst();
    }

    private static Stream<SdkPojo> tagged(SdkPojo item, String key) {
        return nested(item, "Tags").filter(tag -> Members.texts(tag, "Key").contains(key));
    }

    private static Stream<String> texts(Stream<SdkPojo> items, List<String> path) {
        String step = path.get(0);
        return path.size() == 1
                ? items.flatMap(item -> Members.texts(item, step).stream())
                : texts(items.flatMap(item -> nested(item, step)), path.subList(1, path.size()));
    }

    private static Stream<SdkPojo> nested(SdkPojo item, String member) {
        return Members.value(item, member).stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .map(SdkPojo.class::cast);
    }

    /** The regular expression of a pattern, in which an asterisk stands for any text and a question mark for one character. */
    static String expression(String pattern) {
        return Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    }
}
