package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
                argumentSet("none, as of the default rule", List.of(), null),
                argumentSet("every path", List.of(path("/*")), true),
                argumentSet("every path among others", List.of(path("/login", "*")), true),
                argumentSet("every path, told as AWS did first", List.of(values("path-pattern", "/*")), true),
                argumentSet("paths of a folder", List.of(path("/api/*")), false),
                argumentSet("every host and every path", List.of(values("host-header", "*"), path("/*")), true),
                argumentSet("one host and every path", List.of(values("host-header", "a.example"), path("/*")), false),
                argumentSet("every source of both families", List.of(source("0.0.0.0/0", "::/0")), true),
                argumentSet("every IPv4 source", List.of(source("0.0.0.0/0")), false),
                argumentSet("a header with any value", List.of(values("http-header", "*")), false),
                argumentSet(
                        "a path that is not told",
                        List.of(condition("path-pattern").build()),
                        false),
                argumentSet(
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

    @ParameterizedTest
    @MethodSource("conditions")
    void holdForEveryRequest(List<RuleCondition> conditions, @Nullable Boolean expected) {
        assertThat(EveryRequest.meets(conditions)).isEqualTo(expected);
    }
}
