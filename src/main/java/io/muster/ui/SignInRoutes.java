package io.muster.ui;

import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.CallerId.Source;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.muster.platform.identity.CallerIdentity;
import io.muster.platform.identity.PasswordSignIn;
import io.muster.platform.identity.ProviderSignIn;
import io.muster.platform.identity.Sessions;
import io.muster.platform.identity.SignIn;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Signs people in to the pages, and out. */
@ApplicationScoped
class SignInRoutes {

    private static final StructuredLog LOG = StructuredLog.of(SignInRoutes.class);

    private static final String PAGES = "/";

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Without a referrer a form has no origin: the browser would say {@code null}. */
    private static final Map<String, String> SECURITY = security();

    private final SignIn signIn;
    private final SignInPage page;
    private final PasswordSignIn passwords;
    private final ProviderSignIn provider;
    private final Sessions sessions;
    private final AuditLog audit;

    SignInRoutes(
            SignIn signIn,
            SignInPage page,
            PasswordSignIn passwords,
            ProviderSignIn provider,
            Sessions sessions,
            AuditLog audit) {
        this.signIn = signIn;
        this.page = page;
        this.passwords = passwords;
        this.provider = provider;
        this.sessions = sessions;
        this.audit = audit;
    }

    void register(@Observes Router router) {
        if (!signIn.isOffered()) {
            return;
        }
        router.get(SignIn.PAGE).handler(call -> show(call, 200, null));
        UiRoutes.serve(router, SignIn.STYLE, UiFile.of("style.css"));
        UiRoutes.serve(router, SignIn.ICON, UiFile.of("favicon.svg"));
        router.route(SignIn.OUT).method(HttpMethod.POST).handler(this::signOut);
        if (signIn.byPassword()) {
            router.post(SignIn.PAGE).handler(this::takePassword);
        }
        if (signIn.byProvider()) {
            router.get(SignIn.AT_PROVIDER).handler(this::askProvider);
            router.get(SignIn.DONE).handler(this::comeBack);
        }
    }

    private void takePassword(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!request.headers().contains(HttpHeaders.ORIGIN)) {
            show(call, ErrorCode.FORBIDDEN, "Sign in by this page: the browser has to say where it comes from.");
            return;
        }
        if (!String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE)).startsWith(FORM)) {
            show(call, ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Sign in by this page: the form was not understood.");
            return;
        }
        request.setExpectMultipart(true);
        request.exceptionHandler(tooLong -> {
            if (!call.response().ended()) {
                show(call, ErrorCode.BAD_REQUEST, "The form was not understood.");
            }
        });
        request.endHandler(read -> {
            if (!call.response().ended()) {
                String user = Objects.requireNonNullElse(request.getFormAttribute("user"), "");
                String password = Objects.requireNonNullElse(request.getFormAttribute("password"), "");
                answer(call, passwords.caller(user, password), caller -> begin(call, caller));
            }
        });
        request.resume();
    }

    private void askProvider(RoutingContext call) {
        if (call.request().query() != null) {
            redirect(call, SignIn.AT_PROVIDER); // the flow would bring the query back
            return;
        }
        answer(call, provider.begin(call), address -> redirect(call, address));
    }

    private void comeBack(RoutingContext call) {
        answer(
                call,
                provider.complete(call),
                identity -> CallerIdentity.caller(identity)
                        .ifPresentOrElse(caller -> begin(call, caller), () -> forbid(call, identity)));
    }

    private void begin(RoutingContext call, Caller caller) {
        sessions.begin(call, caller);
        audit.signedIn(caller);
        redirect(call, PAGES);
    }

    private void forbid(RoutingContext call, SecurityIdentity identity) {
        String name = identity.getPrincipal().getName();
        audit.refusedWithoutRole(name, "GET", SignIn.DONE);
        show(
                call,
                ErrorCode.FORBIDDEN,
                "You are known as " + name + ", and have no role in Muster. Who administers it can give you one.");
    }

    private void signOut(RoutingContext call) {
        boolean atProvider = sessions.of(call)
                .filter(session -> session.caller().id().source() == Source.TOKEN)
                .isPresent();
        String back = call.request().scheme() + "://" + call.request().authority() + SignIn.PAGE;
        String next = atProvider ? provider.end(back).orElse(SignIn.PAGE) : SignIn.PAGE;
        sessions.end(call);
        secured(call)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(JsonObject.of("next", next).encode());
    }

    private <T> void answer(RoutingContext call, Uni<T> asked, Consumer<T> known) {
        hand(asked, known, failure -> refuse(call, failure));
    }

    /** Hands on what is known, on the context of the caller. Any failure, also one of what it was handed to, is refused: no call is left open. */
    static <T> void hand(Uni<T> asked, Consumer<T> known, Consumer<Throwable> refused) {
        Context context = Vertx.currentContext();
        asked.emitOn(command -> context.runOnContext(ready -> command.run()))
                .invoke(known)
                .subscribe()
                .with(done -> {}, refused);
    }

    private void refuse(RoutingContext call, Throwable failure) {
        if (failure instanceof MusterException refusal) {
            show(call, refusal.code(), refusal.getMessage() + ".");
            return;
        }
        LOG.warn("A sign-in failed", failure);
        if (!call.response().ended()) {
            show(call, ErrorCode.INTERNAL, "This went wrong here: try again later.");
        }
    }

    private void show(RoutingContext call, ErrorCode code, String refusal) {
        if (code.retryable()) {
            call.response().putHeader("Retry-After", String.valueOf(ErrorCode.RETRY_AFTER_SECONDS));
        }
        show(call, code.httpStatus(), refusal);
    }

    private void show(RoutingContext call, int status, @Nullable String refusal) {
        secured(call)
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(page.html(refusal));
    }

    private static void redirect(RoutingContext call, String address) {
        secured(call)
                .setStatusCode(HttpResponseStatus.SEE_OTHER.code())
                .putHeader(HttpHeaders.LOCATION, address)
                .end();
    }

    private static HttpServerResponse secured(RoutingContext call) {
        HttpServerResponse response = call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        SECURITY.forEach(response::putHeader);
        return response;
    }

    private static Map<String, String> security() {
        Map<String, String> headers = new HashMap<>(UiRoutes.SECURITY);
        headers.computeIfPresent(
                "Content-Security-Policy",
                (name, policy) -> policy.replace("form-action 'none'", "form-action 'self'"));
        headers.put("Referrer-Policy", "same-origin");
        return Map.copyOf(headers);
    }
}
