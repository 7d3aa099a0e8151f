package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class PagesTest {

    private record Page(String content, String next) {}

    private final List<String> asked = new ArrayList<>();

    @Test
    void walksToThePageWithoutAToken() {
        Multi<Page> pages = walk(Map.of("", new Page("a", "1"), "1", new Page("b", "2"), "2", new Page("c", null)));
        assertThat(contents(pages)).containsExactly("a", "b", "c");
        assertThat(asked).containsExactly("", "1", "2");
    }

    @Test
    void anEmptyTokenEndsTheWalkToo() {
        assertThat(contents(walk(Map.of("", new Page("a", ""))))).containsExactly("a");
    }

    @Test
    void noPageIsFetchedBeforeItIsAskedFor() {
        AssertSubscriber<Page> reader = walk(Map.of("", new Page("a", "1"), "1", new Page("b", null)))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        assertThat(asked).containsExactly("");
        reader.request(1).assertCompleted();
        assertThat(asked).containsExactly("", "1");
    }

    @Test
    void aTokenThatComesBackFailsTheWalk() {
        Throwable failure = walk(Map.of("", new Page("a", "1"), "1", new Page("b", "2"), "2", new Page("c", "1")))
                .collect()
                .asList()
                .onItemOrFailure()
                .transform((pages, thrown) -> thrown)
                .await()
                .indefinitely();
        AwsFailure told = AwsFailure.of(AwsService.EC2.operation("DescribeVpcs"), failure);
        assertThat(told.errorCode()).isEqualTo(AwsFailure.REPEATED_PAGE);
        assertThat(asked).containsExactly("", "1", "2");
    }

    @Test
    void everySubscriberBeginsAtTheFirstPage() {
        Multi<Page> pages = walk(Map.of("", new Page("a", "1"), "1", new Page("b", null)));
        assertThat(contents(pages)).isEqualTo(contents(pages));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, -", "false, -, -", "false, m, -", "-, m, -", "true, m, m"})
    void aMarkerCountsOnlyBeforeAnotherPage(Boolean truncated, String marker, String next) {
        assertThat(Pages.marker(truncated, marker)).isEqualTo(next);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anotherPageWithoutAMarkerFailsTheWalk(String marker) {
        Throwable failure = Pages.walk(token -> Uni.createFrom().item("page"), page -> Pages.marker(true, marker))
                .collect()
                .asList()
                .onItemOrFailure()
                .transform((pages, thrown) -> thrown)
                .await()
                .indefinitely();
        assertThat(AwsFailure.of(AwsService.IAM.operation("ListInstanceProfiles"), failure))
                .isEqualTo(new AwsFailure(
                        "iam:ListInstanceProfiles", AwsFailure.UNREADABLE_ANSWER, "AWS's answer could not be read"));
    }

    private Multi<Page> walk(Map<String, Page> pages) {
        return Pages.walk(
                token -> Uni.createFrom().item(() -> {
                    String key = token == null ? "" : token;
                    asked.add(key);
                    return pages.get(key);
                }),
                Page::next);
    }

    private static List<String> contents(Multi<Page> pages) {
        return pages.map(Page::content).collect().asList().await().indefinitely();
    }
}
