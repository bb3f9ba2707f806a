package dev.poort.management;

import dev.poort.management.Authorization.NotAllowedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the management address: checks each request, has it done elsewhere, and writes
 * its answer. The next request is read when that is taken.
 */
final class ManagementRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementRequests.class);
  private static final int MAX_WAITING = 16;

  private final Endpoints endpoints;
  private final Workers workers;
  private final Patience patience;
  private final BodyBounds bodies;

  /** Requests of a client that does not wait for answers. */
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();

  private boolean working;

  ManagementRequests(Endpoints endpoints, Workers workers, Patience patience, BodyBounds bodies) {
    this.endpoints = endpoints;
    this.workers = workers;
    this.patience = patience;
    this.bodies = bodies;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
    if (working && waiting.size() == MAX_WAITING) {
      client.close(); // nobody pipelines so many
      return;
    }
    waiting.add(request.retain());
    if (!working) next(client);
  }

  /** Does the next request, or reads on. */
  private void next(ChannelHandlerContext client) {
    FullHttpRequest request = waiting.poll();
    working = request != null;
    client.channel().config().setAutoRead(!working);
    if (request == null) {
      patience.waiting();
      return;
    }
    patience.working();
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    boolean head = request.method().equals(HttpMethod.HEAD);
    Runnable work =
        () -> {
          Answer answer = answer(client, request);
          client.executor().execute(() -> write(client, answer, head, keepAlive));
        };
    try {
      if (head || request.method().equals(HttpMethod.GET)) workers.read(work);
      else workers.write(work);
    } catch (RejectedExecutionException _) {
      // The process is ending: nobody is left to do it.
      request.release();
      client.close();
    }
  }

  private Answer answer(ChannelHandlerContext client, FullHttpRequest request) {
    try {
      if (!request.decoderResult().isSuccess()) {
        return Answer.error(400, "BadRequest", "this is not HTTP");
      }
      Call call =
          new Call(
              request.method(),
              request.uri(),
              request.headers(),
              request.content().toString(StandardCharsets.UTF_8),
              ((InetSocketAddress) client.channel().remoteAddress()).getAddress(),
              client.pipeline().get(SslHandler.class) != null);
      return answer(call);
    } catch (RuntimeException | Error e) {
      // An Error too is this call's alone: an expression nested too deep overflows one stack.
      LOG.error("{} {} failed", request.method(), request.uri(), e);
      return Answer.error(500, "InternalServerError", "this is a defect of Poort: see its log");
    } finally {
      request.release();
    }
  }

  private Answer answer(Call call) {
    @Nullable String host = call.field(HttpHeaderNames.HOST);
    if (host == null || !endpoints.hosts().allows(host)) {
      return Answer.error(
          421, "WrongHost", "call it by its IP address, localhost or its name in poort.json");
    }
    if (SignInEndpoint.serves(call.target())) return endpoints.signIn().answer(call);
    if (endpoints.isOfResources(call.target())) return endpoints.resources(call);
    try {
      if (endpoints.isAction(call.target())) return act(call);
      if (!call.reads()) return Answer.onlyAllowed("GET, HEAD");
      return endpoints.get(call);
    } catch (NotAllowedException e) {
      return e.answer();
    }
  }

  /**
   * Does something, unless a page in a browser asks for it: such a page sends Origin, and cannot
   * send JSON to a stranger without having asked for leave first (CORS).
   */
  private Answer act(Call call) throws NotAllowedException {
    if (!call.method().equals(HttpMethod.POST)) return Answer.onlyAllowed("POST");
    if (call.field(HttpHeaderNames.ORIGIN) != null) {
      return Answer.error(403, "Forbidden", "pages in browsers may only read");
    }
    @Nullable String field = call.field(HttpHeaderNames.CONTENT_TYPE);
    CharSequence type = field == null ? null : HttpUtil.getMimeType(field);
    if (type == null || !HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(type)) {
      return Answer.error(415, "UnsupportedMediaType", "send it as application/json");
    }
    return endpoints.post(call);
  }

  private void write(ChannelHandlerContext client, Answer answer, boolean head, boolean keepAlive) {
    byte[] json = answer.json().octets();
    ByteBuf body = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(json);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    var fields = response.headers();
    if (json.length > 0) fields.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    if (answer.status() != 204) fields.set(HttpHeaderNames.CONTENT_LENGTH, json.length);
    fields.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    fields.set("X-Content-Type-Options", "nosniff");
    answer.fields().forEach(fields::set);
    HttpUtil.setKeepAlive(response, keepAlive);
    patience.answering();
    client
        .writeAndFlush(response)
        .addListener(
            written -> {
              bodies.done();
              if (!written.isSuccess()) return;
              if (!keepAlive) {
                client.close();
                return;
              }
              next(client);
            });
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext client) {
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    LOG.debug("management connection ended", cause);
    client.close();
  }
}
