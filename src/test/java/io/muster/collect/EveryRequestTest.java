package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

class EveryRequestTest {

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("none, as of the default rule", List.of(), null),
                arguments("every path", List.of(path("/*")), true),
                arguments("every path among others", List.of(path("/login", "*")), true),
                arguments("every path, told as AWS did first", List.of(values("path-pattern", "/*")), true),
                arguments("paths of a folder", List.of(path("/api/*")), false),
                arguments("every host and every path", List.of(values("host-header", "*"), path("/*")), true),
                arguments("one host and every path", List.of(values("host-header", "a.example"), path("/*")), false),
                arguments("every source of both families", List.of(source("0.0.0.0/0", "::/0")), true),
                arguments("every IPv4 source", List.of(source("0.0.0.0/0")), false),
                arguments("a header with any value", List.of(values("http-header", "*")), false),
                arguments(
                        "a path that is not told",
                        List.of(condition("path-pattern").build()),
                        false),
                arguments(
                        "a field that is not told",
                        List.of(RuleCondition.builder().build()),
                        false));
    }

    private static RuleCondition.Builder condition(String field) {
        return RuleCondition.builder().field(field);
    }

    private static RuleCondition values(String field, String... values) {
        return condition(field).values(values).build();
    }

    private static RuleCondition path(String... values) {
        return condition("path-pattern")
                .pathPatternConfig(of -> of.values(values))
                .build();
    }

    private static RuleCondition source(String... values) {
        return condition("source-ip").sourceIpConfig(of -> of.values(values)).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void holdForEveryRequest(String which, List<RuleCondition> conditions, @Nullable Boolean expected) {
        assertThat(EveryRequest.meets(conditions)).isEqualTo(expected);
    }
}
