package io.muster.graphql.endpoint;

import io.muster.graphql.endpoint.KeptAnswers.Question;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.JsonBody;
import io.muster.platform.MusterException;
import io.muster.platform.OwnContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.smallrye.graphql.runtime.SmallRyeGraphQLAbstractHandler;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Answers requests as the GraphQL over HTTP specification requires. SmallRye's own handler would answer most faults of
 * a request by 200 or 500, and without a code.
 */
final class GraphQlHandler extends SmallRyeGraphQLAbstractHandler {

    private static final String JSON = "application/json";

    private final Callers callers;
    private final GraphQlSockets sockets;
    private final KeptAnswers kept;
    private final PersistedQueries persisted;

    GraphQlHandler(
            CurrentIdentityAssociation identity,
            CurrentVertxRequest current,
            Callers callers,
            GraphQlSockets sockets,
            KeptAnswers kept,
            PersistedQueries persisted) {
        super(identity, current, false);
        this.persisted = persisted;
        this.callers = callers;
        this.sockets = sockets;
        this.kept = kept;
    }

    @Override
    protected void doHandle(RoutingContext call) {
        HttpAnswer answer = new HttpAnswer(call);
        try {
            HttpServerRequest request = call.request();
            if (opensWebSocket(call)) {
                sockets.open(call, this, context(call));
                return;
            }
            boolean named = namesItsDocument(request);
            if (!named && !request.method().equals(HttpMethod.POST)) {
                call.response().putHeader(HttpHeaders.ALLOW, "POST");
                throw new MusterException(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "GraphQL is asked by POST, and by GET where extensions name a persisted query in place of a document");
            }
            answer.negotiate();
            if (named) {
                answer.tag();
            }
            String body = named ? RequestBody.of(call.queryParams()) : text(call);
            answer(call, new Question(body, callers.current().accounts()), answer);
        } catch (MusterException refusal) {
            answer.refuse(refusal);
        }
    }

    private void answer(RoutingContext call, Question question, HttpAnswer answer) {
        OwnContext.back(kept.find(question))
                .subscribe()
                .with(found -> found.ifPresentOrElse(answer::give, () -> execute(call, question, answer)), call::fail);
    }

    private void execute(RoutingContext call, Question question, HttpAnswer answer) {
        try {
            JsonObject body = persisted.complete(RequestBody.read(question.body()));
            Map<String, Object> context = context(call);
            Keeping keeping = kept.begin(
                    question); // after the look-up, which has waited for the notifications of all earlier changes
            keeping.put(context);
            answer.keepBy(keeping);
            getExecutionService().executeAsync(body, context, answer);
        } catch (MusterException refusal) {
            if (refusal.code() == ErrorCode.BAD_REQUEST) {
                answer.refuse(refusal);
            } else {
                answer.write(Answer.failed(refusal));
            }
        } catch (RuntimeException fault) {
            call.fail(fault); // thrown to a subscriber, it would leave the call without an answer
        }
    }

    /** A document itself is not taken by GET: addresses are logged, and have a length. */
    private static boolean namesItsDocument(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.params().contains("extensions")
                && !request.params().contains("query");
    }

    static boolean opensWebSocket(RoutingContext call) {
        return call.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    /** The caller is authenticated here: the operations of a websocket run as the caller that opened it. */
    private Map<String, Object> context(RoutingContext call) {
        Map<String, Object> context = getMetaData(call);
        CallContext.put(context, callers.current());
        return context;
    }

    private static String text(RoutingContext call) {
        if (!saysJson(call.request().headers().getAll(HttpHeaders.CONTENT_TYPE))) {
            throw new MusterException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A request is sent as " + JSON + ", in UTF-8");
        }
        if (JsonBody.isCompressed(call.request().getHeader(HttpHeaders.CONTENT_ENCODING))) {
            throw new MusterException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, JsonBody.NOT_COMPRESSED);
        }
        String body = call.body() == null ? "" : JsonBody.text(call.body().buffer());
        if (body.isEmpty()) {
            throw MusterException.badField("query", "must be a GraphQL document");
        }
        return body;
    }

    /** Some clients, the GraphQL UI among them, send the same type twice, as one value or as two. */
    private static boolean saysJson(List<String> contentTypes) {
        return !contentTypes.isEmpty()
                && contentTypes.stream().noneMatch(JsonBody::isInAnotherEncoding)
                && contentTypes.stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .allMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(JSON));
    }
}
