package io.muster.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint that answers each action with what a test put there: for failures that no stand-in of AWS produces. */
public final class CannedAws implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    /** One answer; {@code cut} if the connection ends before it does. */
    private record Answer(int status, String body, boolean cut) {}

    /**
     * A call with the credentials that it was signed with.
     *
     * @param form the parameters, as the query protocols have them
     */
    public record Signed(String accessKey, String form) {}

    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=(\\w+)/");

    private final List<Signed> signed = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> bodies = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public CannedAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException notBound) {
            throw new UncheckedIOException(notBound);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        caller(AwsStandIn.ACCOUNT);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The account that the caller's credentials are of. */
    public CannedAws caller(String accountId) {
        answers.remove("GetCallerIdentity");
        return answer(
                "GetCallerIdentity",
                200,
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + accountId
                        + "</Account><Arn>arn:aws:iam::" + accountId
                        + ":user/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    /** The next answer to an action; the last one put there is given again and again. */
    public CannedAws answer(String action, int status, String body) {
        answers.computeIfAbsent(action, a -> new ArrayDeque<>()).add(new Answer(status, body, false));
        return this;
    }

    /** The next answer to an action begins with this and does not end. */
    public CannedAws cut(String action, String beginning) {
        answers.computeIfAbsent(action, a -> new ArrayDeque<>()).add(new Answer(200, beginning, true));
        return this;
    }

    /** Puts answers to an action before those that it has. */
    public CannedAws first(String action, Runnable put) {
        Deque<Answer> later = answers.remove(action);
        put.run();
        answers.get(action).addAll(later);
        return this;
    }

    /** As at the beginning. */
    public CannedAws clear() {
        answers.clear();
        requests.clear();
        forms.clear();
        signed.clear();
        return caller(AwsStandIn.ACCOUNT);
    }

    /** Takes back what was put there for an action. */
    public CannedAws forget(String action) {
        answers.remove(action);
        return this;
    }

    /** An answer of IAM or STS whose root and result are the action's. */
    public CannedAws query(String action, String content) {
        return answer(
                action, 200, "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, content));
    }

    /** An EC2 answer whose root is the action's. */
    public CannedAws ec2(String action, String content) {
        return answer(action, 200, "<" + action + "Response>" + content + "</" + action + "Response>");
    }

    /** An answer of a service that speaks AWS JSON. */
    public CannedAws json(String action, String content) {
        return answer(action, 200, content);
    }

    /** A refusal as services word it that speak AWS JSON, over REST or not. */
    public CannedAws refuseJson(String action, int status, String code, String message) {
        return answer(action, status, "{\"__type\": \"" + code + "\", \"message\": \"" + message + "\"}");
    }

    /** A refusal as IAM and other services of its protocol word it. */
    public CannedAws refuseQuery(String action, int status, String code, String message) {
        return answer(
                action,
                status,
                "<ErrorResponse><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>");
    }

    /** A refusal as EC2 words it. */
    public CannedAws refuse(String action, int status, String code, String message) {
        return answer(
                action,
                status,
                "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></Errors><RequestID>r-1</RequestID></Response>");
    }

    /** How often the action was asked for. */
    public long asked(String action) {
        return requests.stream().filter(action::equals).count();
    }

    /** The parameters of each call of the action, as the query protocols have them. */
    public List<String> parameters(String action) {
        return forms.stream()
                .filter(form -> form.contains("Action=" + action + "&"))
                .toList();
    }

    /** Every call that was signed. */
    public List<Signed> signed() {
        return List.copyOf(signed);
    }

    /** The body of each call of the action, in the order of the calls. */
    public List<String> bodies(String action) {
        return bodies.getOrDefault(action, List.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = action(exchange, form);
        requests.add(asked);
        bodies.computeIfAbsent(asked, first -> new CopyOnWriteArrayList<>()).add(form);
        forms.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
        ACCESS_KEY
                .matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))
                .results()
                .forEach(key -> signed.add(new Signed(key.group(1), form)));
        Answer next = next(asked);
        byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
        if (next.cut()) {
            // chunked, and closed before the last chunk
            exchange.sendResponseHeaders(next.status(), 0);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            throw new IOException("Cut");
        }
        exchange.sendResponseHeaders(next.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** AWS JSON names it in a header, the query protocols in the form; REST has a method and a path. */
    private static String action(HttpExchange exchange, String form) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        Matcher action = ACTION.matcher(URLDecoder.decode(form, StandardCharsets.UTF_8));
        return action.find()
                ? action.group(1)
                : exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    }

    private Answer next(String action) {
        Deque<Answer> queue = answers.getOrDefault(action, new ArrayDeque<>());
        synchronized (queue) {
            if (queue.isEmpty()) {
                return new Answer(
                        400, "<Response><Errors><Error><Code>NotCanned</Code></Error></Errors></Response>", false);
            }
            return queue.size() > 1 ? queue.remove() : queue.peek();
        }
    }
}
