package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

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
        Multi<Page> pages = walk(Map.of("", new Page("a", "1"), "1", new Page("b", "2"), "2", new Page("c", "1")));
        assertThat(failure(pages).errorCode()).isEqualTo(AwsFailure.REPEATED_PAGE);
        assertThat(asked).containsExactly("", "1", "2");
    }

    /** An endpoint that does not understand tokens answers each with the same page, or goes round, and a fresh token. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void pagesThatComeBackUnderFreshTokensFailTheWalk(int round) {
        assertThat(failure(number -> List.of("item " + number % round)).errorCode())
                .isEqualTo(AwsFailure.REPEATED_PAGE);
        assertThat(asked).hasSizeLessThan(50);
    }

    @Test
    void aPageThatComesBackOnceIsRead() {
        Map<String, Page> pages = Map.of("", new Page("a", "1"), "1", new Page("a", "2"), "2", new Page("b", null));
        assertThat(contents(walk(pages))).containsExactly("a", "a", "b");
    }

    @Test
    void manyEmptyPagesInARowAreRead() {
        List<List<String>> pages = endless(number -> List.of())
                .select()
                .first(5_000)
                .collect()
                .asList()
                .await()
                .indefinitely();
        assertThat(pages).hasSize(5_000).containsOnly(List.of());
    }

    static Stream<Arguments> listsWithoutAnEnd() {
        return Stream.of(
                argumentSet("of empty pages", (IntFunction<List<String>>) number -> List.of()),
                argumentSet("of new items", (IntFunction<List<String>>) number -> List.of("item " + number)));
    }

    @ParameterizedTest
    @MethodSource("listsWithoutAnEnd")
    void aListWithoutAnEndFailsTheWalk(IntFunction<List<String>> items) {
        assertThat(failure(items))
                .isEqualTo(new AwsFailure(
                        "ec2:DescribeVpcs", AwsFailure.ENDLESS_LIST, "The list had not ended after 10,000 pages"));
        assertThat(asked).hasSize(10_000);
    }

    @Test
    void everySubscriberBeginsAtTheFirstPage() {
        Multi<Page> pages = walk(Map.of("", new Page("a", "1"), "1", new Page("b", null)));
        assertThat(contents(pages)).isEqualTo(contents(pages));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, -", "false, -, -", "false, m, -", "-, m, m", "true, m, m"})
    void aMarkerCountsOnlyBeforeAnotherPage(Boolean truncated, String marker, String next) {
        assertThat(Pages.marker(truncated, marker)).isEqualTo(next);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anotherPageWithoutAMarkerFailsTheWalk(String marker) {
        Throwable failure = Pages.walk(
                        token -> Uni.createFrom().item("page"), page -> Pages.marker(true, marker), List::of)
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
                Page::next,
                page -> List.of(page.content()));
    }

    /** Pages with these items by their number, each with a token that was not there before. */
    private Multi<List<String>> endless(IntFunction<List<String>> items) {
        return Pages.walk(
                token -> Uni.createFrom().item(() -> {
                    asked.add(token == null ? "" : token);
                    return items.apply(asked.size());
                }),
                page -> "token " + asked.size(),
                page -> page);
    }

    private AwsFailure failure(IntFunction<List<String>> items) {
        return failure(endless(items));
    }

    private static AwsFailure failure(Multi<?> pages) {
        Throwable failure = pages.onItem()
                .ignoreAsUni()
                .onItemOrFailure()
                .transform((done, thrown) -> thrown)
                .await()
                .indefinitely();
        return AwsFailure.of(AwsService.EC2.operation("DescribeVpcs"), failure);
    }

    private static List<String> contents(Multi<Page> pages) {
        return pages.map(Page::content).collect().asList().await().indefinitely();
    }
}
