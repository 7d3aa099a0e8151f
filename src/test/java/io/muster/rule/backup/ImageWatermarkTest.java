package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageWatermarkTest {

    private static final String OWN = Estates.ACCOUNT + ":hardened";
    private static final String FOREIGN = "999988887777:base";

    @ParameterizedTest
    @MethodSource
    void judges(Image attributes, Map<String, String> settings, Estates others, String expected) {
        Estates.Made<Image> image = Made.of("ami-1", attributes);
        assertThat(Judging.judge(
                        new ImageWatermark(Baselines.of(settings)),
                        image,
                        others.with(image).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        Map<String, String> approved = Map.of("approved-watermarks", OWN);
        return Stream.of(
                argumentSet("none", marked(), Map.of(), none(), "PASS"),
                argumentSet("an own one", marked(OWN), Map.of(), none(), "PASS"),
                argumentSet("a foreign one", marked(OWN, FOREIGN), Map.of(), none(), "FAIL MEDIUM"),
                argumentSet(
                        "of a trusted account",
                        marked(FOREIGN),
                        Map.of("trusted-accounts", "999988887777"),
                        none(),
                        "PASS"),
                argumentSet(
                        "of a registered account",
                        marked(FOREIGN),
                        Map.of(),
                        none().registered("999988887777"),
                        "PASS"),
                argumentSet("of no account", marked("amazon:linux"), Map.of(), none(), "PASS"),
                argumentSet("not read", Parts.of(Image.class, "watermarkKeys", null), Map.of(), none(), "UNKNOWN"),
                argumentSet(
                        "a foreign image",
                        Parts.of(Image.class, "watermarkKeys", List.of(FOREIGN), "ownerId", Estates.OTHER_ACCOUNT),
                        Map.of(),
                        none(),
                        "NOT_APPLICABLE"),
                argumentSet("approved", marked(OWN), approved, running(), "PASS"),
                argumentSet("not approved", marked(), approved, running(), "FAIL LOW"),
                argumentSet("not approved, not running", marked(), approved, none(), "PASS"),
                argumentSet(
                        "not approved, stopped",
                        marked(),
                        approved,
                        none().with(instance("i-1").image("ami-1").state(InstanceState.STOPPED)),
                        "PASS"),
                argumentSet(
                        "not approved, instances not known",
                        marked(),
                        approved,
                        none().without(ResourceKind.INSTANCE),
                        "UNKNOWN"));
    }

    private static Image marked(String... keys) {
        return Parts.of(Image.class, "watermarkKeys", List.of(keys));
    }

    private static Estates none() {
        return Estates.estate();
    }

    private static Estates running() {
        return none().with(instance("i-1").image("ami-1"));
    }
}
