package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles that nobody has used for months, on instances that are as old. */
class RoleUnusedTest {

    private static final String PASS = "PASS";
    private static final String UNKNOWN = "UNKNOWN";

    @ParameterizedTest
    @MethodSource
    void judges(Instant used, Instant made, Instant launched, String expected) {
        // given
        MadeRole role = role("r").lastUsed(used).created(made);
        Estate estate = Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p").launched(launched))
                .global()
                .build();

        // then
        assertThat(Judging.judge(new RoleUnused(Baselines.usual()), role, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        Instant now = Estates.NOW;
        Instant longAgo = now.minus(Duration.ofDays(91));
        Instant lately = now.minus(Duration.ofDays(89));
        return Stream.of(
                argumentSet("never used", null, longAgo, longAgo, "FAIL MEDIUM"),
                argumentSet("never used, age of the role not told", null, null, longAgo, "FAIL MEDIUM"),
                argumentSet("used long ago", longAgo, longAgo, longAgo, "FAIL MEDIUM"),
                argumentSet("used lately", lately, longAgo, longAgo, PASS),
                argumentSet("a new role", null, lately, longAgo, PASS),
                argumentSet("a new instance", null, longAgo, lately, PASS),
                argumentSet("an instance of unknown age", null, longAgo, null, UNKNOWN));
    }
}
