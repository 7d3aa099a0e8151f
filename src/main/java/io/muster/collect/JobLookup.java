package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.Jobs;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;

/** Look-ups of what AWS puts together in a job. */
final class JobLookup {

    private JobLookup() {}

    /**
     * A job that AWS does for each item: one operation begins it and gives its id, which is kept no longer than this look-up
     * takes; the other has the result. Where the result cannot be had, the item's facts are unknown, with any error code:
     * {@link Lookup#gone} and {@link Lookup#optional} apply to the operation that begins the job. The reason is {@link Jobs.Unfinished}
     * where the job did not end in time.
     */
    static <I, D> Lookup<I, D> of(Lookup<I, String> begun, Lookup<String, D> result) {
        return begun.then(
                (aws, item, job) -> result.asked(aws, job)
                        .onFailure()
                        .recoverWithItem(thrown ->
                                Found.unknown(List.of(new Found.Missing(result.operation(), thrown, begun.id(item))))),
                List.of(result));
    }

    /**
     * The result of a job, page by page, by the job's id: the whole list is known once the job has finished, or none of it.
     *
     * @param progress how far the job is, as a first page tells it
     * @param pause    between the first question and the second; each further one is twice as long
     * @see Jobs#finished
     */
    static <C extends AwsClient, P, J> Lookup<String, List<J>> result(
            AwsService<C> service,
            String operation,
            Lookup.PageCall<C, P> call,
            Function<P, Jobs.Progress> progress,
            Duration pause,
            Function<P, String> next,
            Function<P, List<J>> items) {
        return Lookup.asking(service.operation(operation), job -> job, (aws, job) -> {
            Function<String, Uni<P>> page =
                    token -> aws.call(service, operation, client -> call.page(client, job, token));
            return Pages.walk(
                            token -> token == null
                                    ? Jobs.finished(() -> page.apply(null), progress, pause)
                                    : page.apply(token),
                            next,
                            items)
                    .onItem()
                    .transformToIterable(items)
                    .collect()
                    .asList();
        });
    }
}
