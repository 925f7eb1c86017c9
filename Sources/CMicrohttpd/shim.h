#include <microhttpd.h>

/* MHD_get_connection_info takes a variable number of arguments, which Swift cannot call. */

/* The socket of a connection; -1 when there is none. */
static inline int shanshui_connection_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

/* The address of a connection's client; NULL when it is not known. */
static inline const struct sockaddr *shanshui_connection_client(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : 0;
}
