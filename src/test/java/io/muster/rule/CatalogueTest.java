package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.estate.Estates;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    @Test
    void holdsEveryRule() {
        // given
        List<Rule<?>> rules = EveryRule.instances();

        // when
        Catalogue catalogue = new Catalogue(rules);

        // then
        assertThat(catalogue.all())
                .hasSizeGreaterThan(20)
                .hasSameSizeAs(rules)
                .extracting(rule -> rule.metadata().ruleId())
                .isSorted()
                .contains("ec2-imdsv2-required");
    }

    @Test
    void sharesTheRulesOutToTheScopes() {
        // given
        Catalogue catalogue = new Catalogue(EveryRule.instances());

        // when
        List<Rule<?>> global = catalogue.forScope(Estates.REGION.global());
        List<Rule<?>> regional = catalogue.forScope(Estates.REGION);

        // then
        assertThat(global)
                .isNotEmpty()
                .allMatch(rule -> rule.metadata().resourceKind().global());
        assertThat(regional)
                .isNotEmpty()
                .noneMatch(rule -> rule.metadata().resourceKind().global());
        assertThat(global.size() + regional.size()).isEqualTo(catalogue.all().size());
    }

    @Test
    void refusesTwoRulesOfOneId() {
        List<Rule<?>> twice = List.of(new FakeRule("same"), new FakeRule("same"));
        assertThatIllegalStateException().isThrownBy(() -> new Catalogue(twice)).withMessageContaining("same");
    }

    @Test
    void refusesARuleThatJudgesAnotherKindThanItSays() {
        List<Rule<?>> rules = List.of(new FakeRule("r", ResourceKind.VPC, Instance.class));
        assertThatIllegalStateException().isThrownBy(() -> new Catalogue(rules)).withMessageContaining("another kind");
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void metadataIsComplete(Rule<?> rule) {
        RuleMetadata metadata = rule.metadata();
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(metadata.ruleId()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            softly.assertThat(metadata.title()).isNotBlank().doesNotEndWith(".");
            softly.assertThat(metadata.rationale()).endsWith(".").doesNotContain("  ");
            softly.assertThat(metadata.remediation()).endsWith(".").doesNotContain("  ");
            softly.assertThat(metadata.references()).isNotEmpty().doesNotHaveDuplicates();
            softly.assertThat(metadata.references())
                    .extracting(URI::create)
                    .allSatisfy(
                            address -> assertThat(address).hasScheme("https").hasHost("docs.aws.amazon.com"));
            softly.assertThat(metadata.controls())
                    .doesNotHaveDuplicates()
                    .allSatisfy(control ->
                            assertThat(control.framework()).matches("AWS-FSBP|SecurityHub|Prowler|CIS-[34567]\\.0"));
            softly.assertThat(rule.needs()).contains(metadata.resourceKind());
            softly.assertThat(rule.getClass().getPackageName())
                    .endsWith("." + metadata.area().name().toLowerCase(Locale.ROOT));
        });
    }

    static List<Rule<?>> everyRule() {
        return EveryRule.instances();
    }

    @Test
    void knowsWhichRulesCameFromASource() {
        // given
        RuleSource source = () -> List.of(new FakeRule("acme-own"));

        // when
        Catalogue catalogue = new Catalogue(List.of(new FakeRule("shipped")), List.of(source));

        // then
        assertThat(catalogue.isOwn("acme-own")).isTrue();
        assertThat(catalogue.isOwn("shipped")).isFalse();
        assertThat(catalogue.metadata("acme-own")).isPresent();
    }

    @Test
    void hasTheMetadataOfTheRulesAboutMustersOwnData() {
        Catalogue catalogue = new Catalogue(List.of());

        assertThat(catalogue.metadata(CollectionGap.ID)).contains(CollectionGap.METADATA);
        assertThat(catalogue.metadata("no-such-rule")).isEmpty();
    }
}
