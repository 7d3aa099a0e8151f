package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * An operation that answers for the resource that its request names, or for a setting.
 *
 * @param keys the members of the request that name it; none for a setting
 */
record LookUp(Declared declared, List<String> keys, Function<Call, Listings> listings) implements Operation {

    static LookUp of(Declared declared, Function<Call, Listings> listings) {
        return new LookUp(declared, keys(declared), listings);
    }

    /** The parameters that the data files name, or else those that the request and the answer both have. */
    private static List<String> keys(Declared declared) {
        SdkPojo request = declared.row().request();
        SdkPojo response = declared.row().response();
        JsonNode answers = declared.answers();
        Predicate<SdkField<?>> shared = field -> Members.textual(field)
                && !Paging.isParameter(field.memberName())
                && Members.field(response, field.memberName()).isPresent();
        return request.sdkFields().stream()
                .filter(field -> answers.isEmpty()
                        ? shared.test(field)
                        : answers.get(0).path("for").has(field.memberName()))
                .map(SdkField::memberName)
                .toList();
    }

    /** The key under which an answer is known. */
    String key(Function<String, String> parameters) {
        return keys.isEmpty()
                ? DemoCloud.SETTING
                : keys.stream().map(parameters).collect(Collectors.joining("/"));
    }

    @Override
    public SdkPojo answer(Call call) {
        String key = key(call::require);
        Listing<SdkPojo> answers = listings.apply(call).any(type());
        SdkPojo answer = answers.find(key)
                .or(() -> answers.find(key.substring(key.lastIndexOf('/') + 1)))
                .orElseThrow(() -> declared.unknown(key));
        call.text("Attribute").ifPresent(attribute -> check(call, attribute, answer));
        return paged(call, answer);
    }

    Class<?> type() {
        return ((Buildable) declared.row().response()).build().getClass();
    }

    /** Refuses other attributes: operations on attributes answer for one of many, and the answers here are about one attribute. */
    private static void check(Call call, String attribute, SdkPojo answer) {
        boolean known = answer.sdkFields().stream()
                .filter(field -> !AnswerTree.absent(field.getValueOrDefault(answer)))
                .map(field -> field.memberName().toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.matches(Pattern.quote(attribute.toLowerCase(Locale.ROOT)) + "s?"));
        if (!known) {
            throw call.refusals().invalid("The demo cloud does not know the attribute " + attribute);
        }
    }

    private SdkPojo paged(Call call, SdkPojo answer) {
        Optional<SdkField<?>> list = answer.sdkFields().stream()
                .<SdkField<?>>map(field -> field)
                .filter(field -> Members.items(field).isPresent())
                .findFirst();
        boolean paged = call.request().sdkFields().stream().anyMatch(field -> Paging.isParameter(field.memberName()));
        if (!paged || list.isEmpty() || !(answer instanceof ToCopyableBuilder<?, ?> copyable)) {
            return answer;
        }
        SdkPojo page = (SdkPojo) copyable.toBuilder();
        String member = list.get().memberName();
        List<?> all = (List<?>) list.get().getValueOrDefault(answer);
        Members.set(page, member, declared.paging().page(call, all, page));
        return page;
    }
}
